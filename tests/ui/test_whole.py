"""The whole model is open for who begins in the playground, folded for whom a lesson led there."""

import pytest

from maskviz.settings.declared import NO_BIAS
from maskviz.ui.shell import SCRIPTS
from tests.ui.page import board, cold, healthy, opened

FLOW = {"flow", "layer"}


def in_sidebar(page):
    """Whether the controls of how the model uses the mask are on the page."""
    return bool([box for box in page.selectbox if box.key == "blocking"])


@pytest.fixture(scope="module")
def begun():
    """The first page, and from there the playground, in one session."""
    page = cold("start")
    page.switch_page(SCRIPTS["playground"])
    return healthy(page.run())


def test_who_begins_in_the_playground_has_all_and_keeps_what_is_folded():
    page = opened(text="The king sat.")
    assert {*FLOW, "whole"} <= {*board(page).parts} and in_sidebar(page)
    page.did("panel", "whole")
    assert page.alone and not FLOW & {*board(page).parts}
    assert board(page).sent == {"whole"} and board(page).json("whole") is False
    page.did("head", 2)
    assert not FLOW & {*board(page).parts}
    page.did("panel", "whole")
    assert board(page).sent >= FLOW and board(page).json("whole") is True


def test_whom_the_first_page_led_there_finds_it_folded(begun):
    assert board(begun).json("whole") is False
    assert not FLOW & {*board(begun).parts} and not in_sidebar(begun)
    begun.did("panel", "whole")
    assert {*board(begun).parts} >= FLOW and not in_sidebar(begun)


def test_whom_a_link_of_a_lesson_led_there_finds_it_folded_once():
    page = opened(text="The king sat.")
    page.did("panel", "led")
    assert not page.alone and not FLOW & {*board(page).parts} and not in_sidebar(page)
    page.did("panel", "whole")
    page.did("panel", "led")
    assert {*board(page).parts} >= FLOW


def test_a_bias_unfolds_the_sidebar(begun):
    assert NO_BIAS == "none"
    page = cold("start")
    page.switch_page(SCRIPTS["playground"])
    page.query_params.update({"bias": "alibi"})
    assert in_sidebar(healthy(page.run()))
