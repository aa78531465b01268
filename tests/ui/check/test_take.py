"""What to take back, as the page offers it: links into the playground, code, forms, a thread."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from maskviz.libraries.export import EXPORTS
from maskviz.settings.link import read_link
from tests.libraries.export.samples import run
from tests.ui.page import codes, healthy

DOCUMENTS = "#.....\n##....\n###...\n...#..\n...##.\n.....#"


def panel(text: str) -> AppTest:
    """The panel alone, under what was brought."""

    def script(text):
        from maskviz.checking import check
        from maskviz.settings.declared import Settings
        from maskviz.ui.check.take import show_taken

        show_taken(check(text), Settings())

    return healthy(AppTest.from_function(script, args=(text,), default_timeout=30).run())


def said(page: AppTest) -> str:
    return " ".join(item.proto.body for item in page.get("html"))


def links(page: AppTest) -> dict:
    html = said(page)
    found = re.findall(r'href="\./playground\?p=([\w-]+)"[^>]*>([^<]+)<', html)
    return {name: read_link(packed)[0] for packed, name in found}


def turned(page: AppTest, form: str) -> AppTest:
    return healthy(page.segmented_control(key="check_take_form").set_value(form).run())


@pytest.fixture(scope="module")
def documents():
    page = panel(DOCUMENTS)
    page.expander[0].open = True
    page.session_state["check_take"] = True
    return healthy(page.run())


def test_the_very_matrix_and_what_it_is_open_in_the_playground(documents):
    found = links(documents)
    own = found["Open this matrix in the playground"]
    assert own.book["all"].matrix.size == (6, 6) and own.pad_to == 6
    assert found["Open Causal documents in the playground"].mask == "document_causal"
    assert "padded, to as many tokens as it has keys" in said(documents)


def test_code_test_forms_thread_and_file_are_one_click_away(documents):
    """Case M45 through the page: six by six with the documents, for every library."""
    box = documents.selectbox(key="check_take_library")
    assert box.options == list(EXPORTS) and box.value == "PyTorch SDPA"
    (code,) = documents.code
    assert "doc = torch.tensor([0, 0, 0, 1, 1, 2])" in code.value
    assert np.array_equal(run(code.value)["allowed"].numpy().sum(1), [1, 2, 3, 1, 2, 1])
    assert "from mymask import allowed_mask" in turned(documents, "Test").code[0].value
    assert "cu_seqlens = [0, 3, 5, 6]\nmax_seqlen = 3\n" in codes(turned(documents, "Other forms"))
    buttons = turned(documents, "File").get("download_button")
    assert [button.label for button in buttons] == ["Matrix (.npy)", "Page of its own (.html)"]
    text = turned(documents, "Text for a thread").code[0].value
    assert text.startswith("Taken for one mask of 6 queries x 6 keys")
    assert turned(documents, "File").get("download_button")


def test_what_has_no_place_in_the_playground_is_said_and_a_rule_keeps_its_link():
    page = panel("torch.arange(11).reshape(-1,1) > torch.arange(3).reshape(1,-1)")
    assert "11 queries and 3 keys" in said(page)
    assert list(links(page)) == ["Open Strictly causal in the playground"]
    crossed = panel("torch.arange(6).reshape(-1,1) > torch.arange(3).reshape(1,-1)")
    opened = links(crossed)["Open this matrix in the playground"]
    assert (opened.model, opened.part, opened.answer, opened.pad_to) == ("dates", "cross", 6, 3)
    assert "in the cross-attention of dates" in said(crossed)
    ruled = links(panel("k <= q and q - k != 2"))
    assert ruled["Open the rule in the playground"].typed_rule == "(k <= q) & (q - k != 2)"
