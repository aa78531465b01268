"""A change that is sent before the last one was answered takes nothing of that back."""

import asyncio

import pytest

from benchmarks.visitors import PAGE, link
from benchmarks.wire.tab import opened
from benchmarks.wire.widgets import field_of, said
from maskviz.masks.painting import POSITIONS
from tests.wire.test_alone import TEXT, state_of

BOOK = {"all": {"base": "sliding_window(window=4)", "flips": [5 * POSITIONS], "biases": []}}


async def painted(tab):
    """A stroke that was answered, and what the menu of masks showed before."""
    await tab.rerun()
    await tab.rerun()
    menu = tab.tree.find("mask")
    before = said(menu.id, field_of(menu), tab.states[menu.id].string_value)
    await tab.keep("board", paint=BOOK)
    assert state_of(tab).mask == "custom" and tab.states[menu.id] != before
    return before


def asked(scenario, app):
    async def go():
        async with opened(app, PAGE, link(TEXT)) as tab:
            await scenario(tab, await painted(tab))
            assert not tab.screen.errors()

    asyncio.run(go())


@pytest.mark.parametrize("hurried", [False, True])
def test_a_stroke_stays_when_another_control_is_moved(app, hurried):
    """Whether the browser knows of the answer yet or, as on a busy server, does not."""

    async def scenario(tab, before):
        if hurried:
            tab.states[before.id] = before
        await tab.change(tab.tree.find("layer"), ["2"])
        now = state_of(tab)
        assert (now.mask, now.layer, list(now.book)) == ("custom", 2, ["all"])

    asked(scenario, app)


def test_the_mask_of_before_can_be_chosen_again(app):
    async def scenario(tab, before):
        tab.states[before.id] = before
        await tab.rerun()
        assert state_of(tab).mask == "sliding_window"

    asked(scenario, app)
