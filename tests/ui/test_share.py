"""Code to take away, as the page offers it: every library, the test file, the docstring."""

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.libraries.export import EXPORTS, to_torch
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.settings.slots import CUSTOM
from maskviz.ui.playground.code import masks_of, sizes_of
from tests.states import state
from tests.ui.page import healthy, opened, told, with_panels

PAINTED = state(
    each=True,
    mask=CUSTOM,
    queries=9,
    slots={"0": "random()", "1": CUSTOM, "2": "chunk(size=3)"},
    book={"1": {"base": "chunk(size=4)", "flips": [3, 15 * 2_048 + 2]}},
)
STATES = {"window": Settings(), "heads": PAINTED}


def page_with_code(settings: Settings):
    return with_panels(opened(p=make_link(settings)), "code")


@pytest.mark.parametrize("settings", STATES.values(), ids=list(STATES))
def test_the_program_makes_the_masks_of_the_view(settings, shipped):
    view = make_view(settings, shipped)
    names: dict = {}
    exec(to_torch(masks_of(view), *sizes_of(view)), names)
    expected = [mask.allowed for mask in view.shown]
    made = names["allowed"].numpy()
    assert np.array_equal(np.broadcast_to(made, np.shape(expected)), expected)


def test_a_mask_that_is_another_for_each_head_is_exported_for_each(shipped):
    view = make_view(Settings.of(mask="random"), shipped)
    assert isinstance(masks_of(view), list)
    assert not isinstance(masks_of(make_view(Settings(), shipped)), list)


def test_every_library_is_offered_torch_first():
    page = page_with_code(Settings.of(queries=5))
    healthy(page.segmented_control(key="code_form").set_value("Program").run())
    box = page.selectbox(key="code_library")
    assert box.options == list(EXPORTS) and box.value == "PyTorch SDPA"
    for title in EXPORTS:
        healthy(page.selectbox(key="code_library").select(title).run())
        texts = [code.value for code in page.code]
        if title == "nn.TransformerEncoder":
            assert "The nearest is nn.MultiheadAttention" in told(page)
        else:
            assert any("allowed[" in text and "True = q may read k" in text for text in texts)


def test_the_test_file_and_the_docstring_are_offered():
    page = page_with_code(PAINTED)
    for form, part in (("Tests", "from mymask import allowed_mask"), ("Docstring", "Head 1: ")):
        healthy(page.segmented_control(key="code_form").set_value(form).run())
        assert any(part in code.value for code in page.code)


def test_the_link_is_offered_as_one_came_by_it_and_every_name_is_told():
    page = with_panels(opened(mask="chunk", **{"chunk.size": "3"}), "link")
    assert page.code[0].value.endswith("?mask=chunk&chunk.size=3")
    packed = with_panels(opened(p=make_link(PAINTED)), "link")
    assert "?p=" in packed.code[0].value
    page.session_state["names"] = True
    names = "".join(element.proto.body for element in page.run().get("html"))
    for name in ("mask", "chunk.size", "special_kinds", "text_2", "pad_side"):
        assert f'<th scope="row">{name}</th>' in names
    assert "<td>1 to 256</td>" in names
