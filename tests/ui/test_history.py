"""The browser's history: an entry for what one would want to go back to, and none for a look."""

import pytest

from tests.ui.page import healthy, opened, state_of

TEXT = "The king sat."
LOOKS = {
    "a locked cell": lambda page: page.did("locked", {"q": 3, "k": 1}),
    "another layer": lambda page: page.segmented_control(key="layer").set_value(3).run(),
    "a layer of the flow": lambda page: page.did("layer", 2),
    "a head": lambda page: page.did("head", 2),
    "another output": lambda page: page.selectbox(key="output").select("projected").run(),
    "a panel": lambda page: page.did("panel", "code"),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_look_makes_no_entry(look):
    page = opened(text=TEXT)
    (first,) = page.history
    look(page)
    look(page)  # a second run, the same state
    assert len(healthy(page).history) == 1
    assert page.history[0] == first or state_of(page) != state_of(opened(text=TEXT))


OWN = {"each": "true", "each_layer": "true"}


@pytest.mark.parametrize("words", [{"each": "true"}, OWN, {"each_layer": "true"}])
def test_a_look_at_another_mask_makes_no_entry_and_a_change_of_it_makes_one(words):
    page = opened(text=TEXT, **words)
    for press, mask in ((("layer", 1), "document"), (("head", 2), "chunk"), (("layer", 0), "full")):
        page.did(*press)
        page.selectbox(key="mask").select(mask).run()
    before = len(page.history)
    for press in (("head", 2), ("layer", 1), ("head", 0), ("layer", 0), ("head", 1)):
        page.did(*press)
    assert len(healthy(page).history) == before
    page.selectbox(key="mask").select("prefix_lm").run()
    assert len(healthy(page).history) == before + 1


def test_a_row_that_is_looked_at_makes_no_entry():
    page = opened(text=TEXT, texts="3", text_2="A fox")
    page.segmented_control(key="row").set_value(2).run()
    assert len(healthy(page).history) == 1 and state_of(page).row == 2


def test_a_control_that_is_moved_step_by_step_makes_one_entry_and_another_makes_one_more():
    page = opened(text=TEXT)
    for window in (5, 6, 7, 8):
        page.slider(key="sliding_window.window").set_value(window).run()
    assert len(healthy(page).history) == 2
    page.segmented_control(key="layer").set_value(3).run()  # a look between two steps
    page.slider(key="sliding_window.window").set_value(9).run()
    assert len(page.history) == 2
    page.selectbox(key="mask").select("chunk").run()
    page.slider(key="chunk.size").set_value(3).run()
    page.slider(key="chunk.size").set_value(2).run()
    assert len(page.history) == 4
    page.slider(key="chunk.size").set_value(2).run()
    assert len(page.history) == 4


def test_choices_make_an_entry_each():
    page = opened(text=TEXT)
    for number, mask in enumerate(("chunk", "causal", "full"), 2):
        page.selectbox(key="mask").select(mask).run()
        assert len(healthy(page).history) == number
    page.toggle(key="and_causal").set_value(False).run()
    page.did("chip", "and_causal")
    assert len(healthy(page).history) == 6


def test_strokes_are_steps_and_picks_too():
    page = opened(text=TEXT, mask="document")
    before = len(page.history)
    for position in (1, 2, 3):
        page.picked("doc", position)
    assert state_of(page).picks["doc"] and len(healthy(page).history) == before + 1
    for flips in ([2048], [2048, 4096], [2048, 4096, 4097]):
        page.did("paint", {"all": {"base": "document()", "flips": flips}})
    assert len(healthy(page).history) <= before + 3  # the first stroke is another mask too


def test_back_leads_through_the_entries():
    page = opened(text=TEXT)
    page.slider(key="sliding_window.window").set_value(7).run()
    page.selectbox(key="mask").select("chunk").run()
    page.did("locked", {"q": 2, "k": 1})
    healthy(page.back())
    assert (state_of(page).mask, state_of(page)["sliding_window.window"]) == ("sliding_window", 7)
    assert page.selectbox(key="mask").value == "sliding_window"
    assert page.slider(key="sliding_window.window").value == 7
    healthy(page.back())
    assert state_of(page) == state_of(opened(text=TEXT)) and len(page.history) == 1


def test_the_address_that_streamlit_remembers_is_not_read_again():
    """It names the one with which the tab was opened, whatever the board has written since."""
    page = opened(text=TEXT, mask="chunk")
    page.selectbox(key="mask").select("causal").run()
    assert page.known["mask"] == "chunk" and state_of(page).mask == "causal"
    page.did("layer", 2)
    assert page.known["mask"] == "chunk" and state_of(healthy(page)).mask == "causal"
