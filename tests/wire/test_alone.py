"""A change that only the board depends on is one run of the board, any other one of the page."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from benchmarks.visitors import PAGE, link, picture_of
from benchmarks.wire.tab import opened
from benchmarks.wire.widgets import field_of, said
from maskviz.settings.query import read_query

WINDOW = "sliding_window.window"
TEXT = "The cat sat on the mat and looked at the moon."


def state_of(tab):
    """What the address bar says now."""
    return read_query(parse_qs(tab.screen.query)).settings


def asked(scenario, app, **address):
    """Run a scenario in a new tab of the playground."""

    @asynccontextmanager
    async def tab_of():
        async with opened(app, PAGE, link(TEXT, **address)) as tab:
            await tab.rerun()
            await tab.rerun()  # from now on the server has heard what every widget says
            yield tab

    async def go():
        async with tab_of() as tab:
            await scenario(tab)
            assert not tab.screen.errors()

    asyncio.run(go())


def test_a_slider_of_the_mask_draws_the_board_in_one_run(app):
    async def scenario(tab):
        answer = await tab.change(tab.tree.find(WINDOW), [3.0])
        assert (answer.runs, bool(tab.screen.fragments)) == (1, True)
        assert answer.picture is not None and state_of(tab)[WINDOW] == 3

    asked(scenario, app)


def test_the_mask_draws_the_page_in_one_run(app):
    async def scenario(tab):
        answer = await tab.set("mask", "Causal")
        assert (answer.runs, tab.screen.fragments) == (1, [])
        assert not [node for node in tab.tree.all() if node.key == WINDOW]

    asked(scenario, app)


def test_both_together_draw_the_page_and_both_count(app):
    async def scenario(tab):
        node = tab.tree.find("layer")
        tab.states[node.id] = said(node.id, field_of(node), ["2"])
        await tab.set("mask", "Causal")
        assert tab.screen.fragments == []
        assert (state_of(tab).mask, state_of(tab).layer) == ("causal", 2)

    asked(scenario, app)


def test_a_number_whose_widget_becomes_another_draws_the_page(app):
    async def scenario(tab):
        assert tab.tree.find(WINDOW).kind == "number_input"
        answer = await tab.change(tab.tree.find(WINDOW), 10)
        assert (answer.runs, tab.screen.fragments) == (2, [])
        assert tab.tree.find(WINDOW).kind == "slider"
        assert state_of(tab)[WINDOW] == 10

    asked(scenario, app, **{WINDOW: "100"})


def test_a_click_on_the_board_counts_together_with_a_slider(app):
    async def scenario(tab):
        board = tab.hold(picture_of(tab), locked={"q": 5, "k": 2})
        assert board.fragment
        answer = await tab.change(tab.tree.find(WINDOW), [4.0])
        assert answer.picture is not None
        assert (state_of(tab).locked, state_of(tab)[WINDOW]) == ((5, 2), 4)

    asked(scenario, app)
