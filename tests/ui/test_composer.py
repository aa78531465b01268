"""Masks are put together in the sidebar without typing, and nothing is lost when it cannot be."""

import pytest

from maskviz.settings.declared import DEFAULTS
from tests.states import slots_of
from tests.ui.page import board, healthy, opened, state_of, told, with_panels

TREE = "and(or(causal(), prefix_lm(prefix=3)), key_padding())"


def composer(text=TREE, **address):
    return opened(mask="composed", composition=text, **address)


def test_the_tree_is_read_aloud_and_is_the_mask_of_the_page():
    page = composer()
    assert slots_of(state_of(page)) == {"all": TREE}
    assert board(page).title == ("(Causal, or Prefix-LM, prefix 3), and Key padding, and causal")
    assert any("“Key padding” lets it" in c.value for c in page.sidebar.caption)
    assert (
        "allowed = ((causal(q, k) | prefix_lm(q, k, prefix=3)) & key_padding(q, k, real=real))"
        in [code.value for code in with_panels(page, "code").code]
    )


def test_a_mask_and_its_number_are_changed_in_their_place():
    page = composer()
    page.selectbox(key="compose_0_1_Mask").set_value("sliding_window").run()
    window = DEFAULTS["sliding_window.window"]
    expected = TREE.replace("prefix_lm(prefix=3)", f"sliding_window(window={window})")
    assert str(state_of(healthy(page)).composition) == expected
    page.number_input(key="compose_0_1_Window").set_value(7).run()
    assert "sliding_window(window=7)" in slots_of(state_of(healthy(page)))["all"]


def test_and_becomes_or():
    page = composer()
    page.segmented_control(key="compose_How these are put together").set_value("or").run()
    assert str(state_of(healthy(page)).composition) == TREE.replace("and(or", "or(or")


def test_the_order_of_the_steps_can_be_swapped_and_what_differs_is_told():
    page = composer(pad_to="24")
    title = board(page).panels["orders"]["title"]
    assert title.startswith("The order") and "cells would differ" in title
    assert any("The first that differs" in c.value for c in with_panels(page, "orders").caption)
    next(b for b in page.button if b.label == "Swap the last two steps").click().run()
    assert str(state_of(healthy(page)).composition) == (
        "or(and(causal(), key_padding()), prefix_lm(prefix=3))"
    )


def test_a_typed_rule_is_a_part_and_a_fault_loses_nothing():
    page = composer("or(rule{k <= q}, full())")
    box = page.text_input(key="compose_0_rule")
    assert box.value == "k <= q"
    box.set_value("k =< q and q - k < 3").run()
    assert page.error and str(state_of(healthy(page)).composition) == "or(rule{k <= q}, full())"
    assert page.text_input(key="compose_0_rule").value == "k =< q and q - k < 3"
    next(b for b in page.button if b.label.startswith("Take")).click().run()
    assert "q - k < 3" in slots_of(state_of(healthy(page)))["all"] and not page.error


def test_what_cannot_be_put_together_is_said_and_left():
    page = composer("shift(causal(), by=2)")
    page.selectbox(key="compose_0_Mask").set_value("key_padding").run()
    assert str(state_of(healthy(page)).composition) == "shift(causal(), by=2)"
    assert "Key padding asks for real. The masks are as they were." in told(page)


@pytest.mark.parametrize("text", ["and(causal())", "rule{import os}", "x" * 3_000, "causal(", ""])
def test_a_link_with_a_broken_composition_says_so(text):
    page = composer(text)
    assert "Ignored from the address: composition:" in told(page)
    assert str(state_of(page).composition) == str(DEFAULTS["composition"])


def test_a_typed_rule_of_the_sidebar_survives_a_reload_and_a_fault_keeps_the_last():
    page = opened(mask="typed", typed_rule="q - k < 3 and k <= q")
    assert slots_of(state_of(page))["all"] == "rule{(q - k < 3) & (k <= q)}"
    page.text_input(key="typed_rule").set_value("q - k <").run()
    assert page.error and slots_of(state_of(healthy(page)))["all"] == "rule{(q - k < 3) & (k <= q)}"


def test_a_rule_that_has_no_matrix_here_is_told_and_the_page_stands():
    page = opened(mask="typed", typed_rule="q % (k - 2) == 0")
    assert "has no matrix here" in told(healthy(page))
