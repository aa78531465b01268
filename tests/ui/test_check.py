"""The page "Check a mask": what is brought is read, asked about, judged, kept in the address, and
opened in the playground."""

import re
from base64 import b64decode

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.checking import pack, unpack
from maskviz.settings.link import read_link
from maskviz.ui.check.examples import EXAMPLES
from maskviz.ui.kit.picture import picture
from tests.ui.page import codes, cold, healthy, opened

PAGE = "pages/check/check.py"
HOSTILE = ["", "<img src=x onerror=alert(1)>", "**a**", "[" * 300, "nan", "☃", "q.__class__"]
HOSTILE += ["__import__('os').system('ls')", "(" * 300, "9" * 300, "k % 0 == 0", "\x00"]


@pytest.fixture(scope="module")
def same():
    """One visitor for everything that is pasted one after the other."""
    return healthy(opened(text="The cat sat on the mat").switch_page(PAGE).run())


def pasted(page, text):
    return healthy(page.text_area(key="check_text").set_value(text).run())


def finds(page):
    (radio,) = [r for r in page.radio if r.label == "The closest known masks"]
    return [option.replace("\\", "") for option in radio.options]


def html(page):
    return " ".join(item.proto.body for item in page.get("html"))


def links(page):
    return [read_link(packed)[0] for packed in re.findall(r"\./playground\?p=([\w-]+)", html(page))]


def asked(page, key):
    found = page.query_params.get(key)
    return found[0] if isinstance(found, list) else found


def said(page):
    shown = " ".join(m.value.replace("\\", "") for m in [*page.markdown, *page.caption])
    return f"{shown} {html(page)}"


def test_every_example_is_read_and_means_something_else():
    page, seen = cold("check"), set()
    assert finds(page)[0] == "Attention sink and window, sinks 1, window 4: 2 cells differ"
    assert "row 2, key 8: may be read in yours, blocked in the known mask" in said(page)
    assert "52 of 144 cells may be read (36%)" in said(page) and not page.query_params
    for title in EXAMPLES:
        next(b for b in page.button if b.label == title).click().run()
        assert not healthy(page).error
        seen.add(finds(page)[0])
    assert len(seen) == len(EXAMPLES)


def test_both_polarities_stand_side_by_side_and_one_is_a_click_away(same):
    page = pasted(same, "0 1 1\n0 0 1\n0 0 0")
    question = page.radio[0]
    assert question.label == "What was it taken for?"
    assert question.options[0].startswith("1 \\= blocked, 0 \\= may read")
    assert finds(page)[0] == "Causal: the same in every cell"
    ways = html(page).split('class="way')[2:]
    assert "Causal: the same in every cell" in ways[0] and "nothing to read" not in ways[0]
    assert "1 row with nothing to read" in ways[1]
    question.set_value(1).run()
    for sentence in (
        "Rows with nothing to read: 2 (1 of 3)",
        "It reads the future in 3 cells of 3",
    ):
        assert sentence in said(healthy(page))
    assert "It is Causal inverted" in said(page)
    assert not unpack(asked(page, "matrix")).diagonal().any()
    page = pasted(page, "True False\nTrue True")
    assert "What PyTorch SDPA" in html(page) and "What nn.MultiheadAttention" in html(page)


def test_one_of_a_stack_and_one_of_several_arrays_is_picked(same):
    page = pasted(same, "[[[1, 0], [1, 1]], [[1, 1], [1, 1]]]")
    assert "2 x 2: 3 of 4" in said(page) and html(page).count("<figure>") == 2
    page.pills[0].set_value(1).run()
    assert "2 x 2: 4 of 4" in said(healthy(page))
    page = pasted(page, "m = [[0, -inf], [0, 0]]\nkey_padding_mask = [[False, False, True]]")
    names = [o.replace("\\", "") for o in page.radio[0].options]
    assert names == ["m (2, 2)", "key_padding_mask (1, 3)"]
    page.radio[0].set_value(1).run()
    assert "3 x 3: 6 of 9" in said(healthy(page))
    page = pasted(page, "(k <= q) & ((h < 4) | (q - k < 3))")
    assert html(page).count("<figure>") == 8
    page.pills[0].set_value(4).run()
    assert finds(healthy(page))[0] == "Sliding window, window 3: the same in every cell"


def test_what_each_library_makes_of_it_is_said_with_the_mend(same):
    page = pasted(same, "tensor([[ True, False],\n        [ True,  True]])")
    assert "What your library makes of it" in html(page) and "of True and False" in said(page)
    rows = html(page).split("What your library makes of it")[1]
    row = rows[rows.index("nn.MultiheadAttention") :].split("</tr>")[0]
    assert "✕ row 1 becomes NaN, wrong in 4 cells" in row and "mask = ~mask" in row
    row = rows[rows.index("PyTorch SDPA") :].split("</tr>")[0]
    assert "✓ as it is meant" in row and "mask = " not in row


def test_names_that_are_left_open_have_a_box_and_sizes_are_a_pair(same):
    page = pasted(same, "(doc[q_idx] == doc[kv_idx]) & (q_idx - kv_idx < size) & (q_idx >= kv_idx)")
    page.number_input(key="rule_tokens").set_value(8).run()
    page.number_input(key="check_open_size").set_value(2).run()
    page.text_input(key="check_open_doc").set_value("0 0 0 1 1 1 1 1").run()
    assert "8 x 8: 14 of 64" in said(healthy(page))
    page.text_input(key="check_open_doc").set_value("0 zwei").run()
    assert "“zwei” is no whole number" in page.error[0].value.replace("\\", "")
    page = pasted(
        page, "def m(b, h, q_idx, kv_idx):\n  q_idx = q_idx + 2\n  return kv_idx <= q_idx"
    )
    assert finds(page)[0] == "Causal with offset, ahead 2: the same in every cell"
    page.number_input(key="rule_queries").set_value(4).run()
    assert "counted from row 0" in page.radio[0].options[0] and "4 x 8: 18 of 32" in said(page)
    page.radio[0].set_value(1).run()
    assert "4 x 8: 31 of 32" in said(healthy(page))
    page = pasted(page, "torch.load('x').tril()")
    assert "“load” is not on the list" in page.error[0].value.replace("\\", "")
    assert codes(page)[0].splitlines()[1].strip() == "^"


def test_after_a_fault_the_old_answer_goes_and_a_repair_is_taken(same):
    page = pasted(same, "100\n110\n111")
    assert "3 x 3: 6 of 9" in said(page)
    pasted(page, "1,0\n1")
    assert "Line 2 has 1 cell and line 1 has 2" in page.error[0].value.replace("\\", "")
    assert "of 9" not in said(page) and page.text_area[0].value == "1,0\n1"
    assert "matrix" not in page.query_params
    page = pasted(page, "q => k")
    assert page.error and "^" in codes(page)[0]
    next(b for b in page.button if b.label.startswith("Take")).click().run()
    assert not healthy(page).error and codes(page)[0] == "q >= k"
    assert asked(page, "rule") == "q >= k"


def test_hostile_text_gets_one_sentence(same):
    for text in HOSTILE:
        page = pasted(same, text)
        assert len(page.error) == 1 and "\n" not in page.error[0].value
        assert "<img" not in said(page)


def test_the_address_brings_back_what_was_checked_and_never_the_text(same):
    secret = "password = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]"
    page = pasted(same, secret)
    assert "password" not in str(page.query_params)
    again = cold("check", matrix=asked(page, "matrix"))
    assert "3 x 3: 6 of 9" in said(again) and again.text_area[0].value == "#..\n##.\n###"
    assert finds(again)[0].startswith("Causal:") and len(again.radio) == 1
    assert finds(pasted(again, "10\n11"))[0].startswith("Causal:") and "2 x 2: 3" in said(again)
    large = np.tri(100, dtype=bool)
    again = cold("check", matrix=pack(large))
    assert "100 x 100: 5,050" in said(again) and again.text_area[0].value == ""
    broken = cold("check", matrix="3x3.AAAA")
    assert (
        "The matrix in the address" in broken.info[0].value and "matrix" not in broken.query_params
    )


def test_old_links_of_a_rule_keep_all_that_they_ask():
    page = cold("check", rule="k <= q and q - k < 4", rule_tokens="10")
    assert "10 x 10: 34 of 100" in said(page)
    assert asked(page, "rule") == "k <= q and q - k < 4"
    assert asked(page, "rule_tokens") == "10"
    page.number_input(key="rule_tokens").set_value(2_048).run()
    assert "2,048 x 2,048" in said(healthy(page))
    page = cold("check", rule="q => k", rule_tokens="")
    assert page.error and asked(page, "rule") == "q => k"


def test_a_rule_opens_in_the_playground_cell_by_cell(same, shipped):
    page = pasted(same, "k <= q and (q - k) % 2 == 0")
    assert codes(page)[0] == "(k <= q) & ((q - k) % 2 == 0)"
    (ruled,) = [found for found in links(page) if found["mask"] == "typed"]
    assert ruled.text == "The cat sat on the mat"
    allowed = make_view(ruled, shipped).mask.allowed
    n = len(allowed)
    expected = [[k <= q and (q - k) % 2 == 0 for k in range(n)] for q in range(n)]
    assert np.array_equal(allowed, np.array(expected))


def test_a_matrix_opens_in_the_playground_as_it_is(same, shipped):
    text = "#.....\n##..#.\n.##...\n..##..\n...##.\n....##"
    page = pasted(same, text)
    (mine,) = [found for found in links(page) if found["mask"] == "custom"]
    meant = np.array([[sign == "#" for sign in line] for line in text.splitlines()])
    assert np.array_equal(make_view(mine, shipped).mask.allowed, meant)


def test_rings_stand_on_the_cells_that_differ():
    cells = np.eye(4, dtype=bool)
    meant = cells.copy()
    meant[1, 3] = True
    html = picture(cells, 80, meant)
    ring = b64decode(re.findall(r"base64,([^)]+)\)", html)[1]).decode()
    assert html.count('class="wrong"') == 1 and 'd="M61 21h17v17h-17z"' in ring
    assert "wrong" not in picture(cells, 80, cells)
