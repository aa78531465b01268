"""The page itself: what is on top of a mask, who reads the future, which text one edits."""

import re

from maskviz.analysis.view import make_view
from maskviz.masks.call import MaskCall
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.presets import PRESETS
from maskviz.ui.board.words import truthfulness
from tests.ui.page import Page, board, healthy, opened, state_of, told


def heading(page: Page) -> str:
    return board(page).title


def said(page: Page) -> str:
    return board(page).lines[0]


def test_what_was_put_on_top_is_switched_off_by_one_click_and_on_again():
    page = opened(mask="full")
    assert heading(page) == "Full, and causal"
    assert "hatched" not in said(page) and "Full changes nothing" in said(page)
    assert board(page).chips["and_causal"]["on"]
    page.did("chip", "and_causal")
    assert heading(healthy(page)) == "Full" and state_of(page).and_causal is False
    assert "Nothing is hatched" in said(page) and not board(page).chips["and_causal"]["on"]
    assert page.toggle(key="and_causal").value is False
    page.did("chip", "and_causal")
    assert heading(healthy(page)) == "Full, and causal"


def test_a_layer_that_keeps_its_own_mask_has_nothing_to_switch():
    page = opened(mask="full", layers="0", layer="2")
    assert heading(page) == "Causal"
    assert not board(page).chips


def test_who_reads_the_future_is_named():
    settings = Settings.of(each=True, each_layer=False, and_causal=False, layers=(1, 2), head=0)
    slots = {str(head): MaskCall("causal") for head in range(6)} | {"4": MaskCall("full")}
    view = make_view(settings.but(slots=slots, mask="causal"), load("gpt"))
    assert view.mask.title == "Causal"
    [sentence] = truthfulness(view)
    assert sentence.startswith("The mask in head 4 of layers 1, 2 reads the future")


def test_guesses_that_are_the_same_stand_once():
    (title,) = board(opened(mask="full")).guesses
    assert re.fullmatch("Row \\d+ with either", title)
    this, own = board(opened(mask="sliding_window")).guesses
    assert re.fullmatch("Row \\d+ with this mask", this)
    assert re.fullmatch("Row \\d+ with the model's own mask, causal", own)


def test_the_example_of_the_last_queries_reads_all_that_was_kept():
    page = opened()
    page.selectbox(key="example").select("decode").run()
    settings = state_of(healthy(page))
    view = make_view(settings, load("gpt"))
    last = view.mask.allowed.tolist()[-1]
    assert settings.queries == len(view.mask.allowed) == 3 and all(last)
    assert not told(page)


def test_the_text_of_the_row_looked_at_is_the_one_to_edit():
    page = opened()
    page.selectbox(key="example").select("batch").run()
    text = healthy(page).text_area[0]
    assert (text.label, text.value) == ("Text 2", PRESETS["batch"].values["text_2"])
    text.set_value("The old man wept").run()
    assert state_of(healthy(page))["text_2"] == "The old man wept"
    page.segmented_control(key="row").set_value(1).run()
    assert healthy(page).text_area[0].value == PRESETS["batch"].values["text"]
    assert page.text_input(key="text_2").value == "The old man wept"
    assert state_of(page)["text_2"] == "The old man wept"


def test_one_heads_mask_is_never_named_as_the_layers():
    """By the title and by the flow; heads with the same mask share a name."""

    def flow() -> list[str]:
        return board(page).unpacked("flow")[0]["masks"]

    page = opened(each="true")
    for head in range(6):
        page.did("head", head)
        page.selectbox(key="mask").set_value("chunk" if head == 3 else "causal").run()
    page.did("head", 3)
    assert heading(page).startswith("Head 3: Chunk") and flow()[0].startswith("Head 3: Chunk")
    page.did("head", 1)
    assert heading(page) == "Head 1: Causal" and flow()[0] == "Head 1: Causal"
    page.did("head", 3)
    page.selectbox(key="mask").set_value("causal").run()
    assert heading(page) == "Causal" and set(flow()) == {"Causal"}
