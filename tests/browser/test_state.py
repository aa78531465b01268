"""The address holds the state: through history, reload, another tab, other pages, a dead server."""

from playwright.sync_api import expect

from maskviz.settings.link import make_link
from tests.browser.playground import Playground
from tests.browser.server import free_port, serve
from tests.browser.stage import drawn, settled
from tests.states import state

ENTRIES = "() => history.length"


def steps(app: Playground, label: str, count: int) -> None:
    thumb = app.page.get_by_role("slider", name=label)
    for _ in range(count):
        thumb.press("ArrowRight")
        app.redrawn()


def test_one_entry_for_what_one_goes_back_to_and_none_for_a_look(app):
    first = app.agrees()
    before = app.page.evaluate(ENTRIES)
    steps(app, "Window", 3)
    assert app.page.evaluate(ENTRIES) == before + 1
    moved = app.agrees()
    app.click("mask", 12, 3)
    app.redrawn()
    app.segment("Layer", "3")
    app.redrawn()
    assert app.page.evaluate(ENTRIES) == before + 1
    looked = app.agrees()
    assert looked.locked == (12, 3) and looked.layer == 3
    app.choose("Mask", "Chunk")
    app.redrawn()
    assert app.page.evaluate(ENTRIES) == before + 2
    app.agrees()
    app.page.go_back()
    app.redrawn()
    assert app.agrees() == looked
    assert looked["sliding_window.window"] == moved["sliding_window.window"]
    app.page.go_back()
    app.redrawn()
    assert app.agrees().values == first.values
    app.page.go_forward()
    app.redrawn()
    assert app.agrees() == looked


def test_a_reload_and_a_second_tab_show_the_same(app):
    steps(app, "Window", 2)
    app.click("weights", 9, 7)
    app.redrawn()
    before = app.agrees()
    app.page.reload()
    app.mark = drawn(app.page)
    assert app.agrees() == before
    other = app.page.context.new_page()
    second = Playground(other, app.page.url)
    assert second.agrees() == before
    steps(second, "Window", 1)
    second.agrees()
    assert app.agrees() == before


def test_another_page_and_back_draws_the_board_again(app):
    app.choose("Mask", "Chunk")
    app.redrawn()
    before = app.agrees()
    app.page.goto("/atlas")
    settled(app.page)
    app.page.go_back()
    app.mark = drawn(app.page)
    assert app.agrees() == before


def test_a_server_that_was_killed_comes_back_with_all_that_was_set(page):
    given = state(
        each=True,
        head=2,
        mask="custom",
        slots={"0": "causal()", "2": "custom"},
        book={"2": {"base": "sliding_window(window=2)", "flips": [3 * 2_048 + 1]}},
        locked=(7, 4),
    )
    port = free_port()
    with serve(port=port) as url:
        app = Playground(page, f"{url}/?p={make_link(given)}")
        assert app.agrees() == given
        app.segment("Layer", "3")
        app.redrawn()
        before = app.agrees()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
        "data-test-connection-state", "PINGING_SERVER"
    )
    with serve(port=port):
        expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
            "data-test-connection-state", "CONNECTED"
        )
        settled(page)
        assert app.agrees() == before
        app.mark = drawn(page)
        app.segment("Layer", "0")
        app.redrawn()
        assert app.agrees() == before.but(layer=0)
