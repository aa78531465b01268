"""Inside a run a mask is a term: text is read at the door, and what is typed is compiled once."""

import pytest

from maskviz.masks.call import read_call
from maskviz.masks.compose import read_term
from maskviz.masks.rule import compile_rule
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from tests.ui.counting import entered
from tests.ui.page import healthy, opened, state_of

WATCHED = {
    "read_term": read_term,
    "read_call": read_call,
    "compile_rule": compile_rule,
    "Settings": Settings.__init__,
}


def test_a_number_changes_without_any_text_being_read():
    page = opened()
    make_link(state_of(page))  # the frozen defaults are read once a process
    window = page.slider(key="sliding_window.window")
    counts = entered(WATCHED, lambda: window.set_value(7).run())
    assert healthy(page) and state_of(page)["sliding_window.window"] == 7
    assert counts.pop("Settings") <= 2  # what the widgets say, and the same with its slot
    assert not counts


@pytest.mark.parametrize("text", ["k<=q and q-k<5", "k <= q and"])
def test_what_is_typed_is_compiled_once_whether_it_is_a_rule_or_not(text):
    page = opened(mask="typed")
    box = page.text_input(key="typed_rule")
    counts = entered(WATCHED, lambda: box.set_value(text).run())
    assert healthy(page) and bool(page.error) == text.endswith("and")
    assert counts["compile_rule"] == 1 and not counts["read_term"] and not counts["read_call"]


def test_masks_of_their_own_for_each_head_are_not_read_either():
    page = opened(each="true")
    counts = entered(WATCHED, lambda: page.segmented_control(key="layer").set_value(2).run())
    assert healthy(page) and state_of(page).layer == 2
    assert counts.pop("Settings") <= 2 and not counts


def test_a_link_is_read_once_when_it_is_opened():
    link = make_link(state_of(opened(mask="chunk", each="true")))
    counts = entered({"read_term": read_term}, lambda: opened(p=link))
    slots = len(state_of(opened(p=link)).slots)
    assert counts["read_term"] <= slots + 2  # each slot, and the composition: checked, then taken


def test_the_page_of_rules_compiles_what_is_typed_and_what_the_link_says_and_nothing_again():
    page = opened().switch_page("pages/check/check.py").run()
    box, rule = page.text_area(key="check_text"), "k<=q and k>3"
    counts = entered(WATCHED, lambda: box.set_value(rule).run())
    assert healthy(page) and counts["compile_rule"] <= 2
    counts = entered(WATCHED, lambda: page.number_input(key="rule_tokens").set_value(9).run())
    assert healthy(page) and not counts["compile_rule"]
