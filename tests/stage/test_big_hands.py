"""The viewer of large masks under the hand: wheel, buttons, drag, keys, touch, a new message."""

import numpy as np
import pytest

from maskviz.stage.big import big_message
from tests.stage.alone import draw
from tests.stage.bigdriver import framed, read, settle, shown, spot, window

chromium = pytest.mark.browser


@chromium
def test_the_wheel_keeps_the_cell_under_the_pointer_and_the_page_may_scroll_at_the_whole(page):
    root = shown(page, window(1024))
    page.mouse.move(*spot(root, 600, 600))
    before = spot(root, 600, 600)
    page.mouse.wheel(0, -500)
    settle(page)
    assert framed(root)["zoom"] == pytest.approx(4)
    assert np.abs(np.subtract(spot(root, 600, 600), before)).max() < 4
    page.mouse.wheel(0, 5000)
    settle(page)
    assert framed(root)["zoom"] == 1
    kept = "(r) => r.querySelector('.over').dispatchEvent(new WheelEvent('wheel', WORDS))"
    words = "{ deltaY: 100, cancelable: true }"
    assert root.evaluate(kept.replace("WORDS", words)) is True  # nothing was prevented
    assert root.evaluate(kept.replace("WORDS", words.replace("100", "-100"))) is False


@chromium
def test_buttons_double_click_and_drag(page):
    root = shown(page, window(1024))
    button = root.get_by_role("button", name="Closer")
    assert root.get_by_role("button", name="Further away").is_disabled()
    button.click()
    settle(page)
    assert framed(root)["zoom"] == 2
    middle = framed(root)["left"] + framed(root)["columns"] / 4
    assert middle == pytest.approx(512, abs=1)
    page.mouse.dblclick(*spot(root, 512, 512))
    settle(page)
    assert framed(root)["zoom"] == 4
    before, (x, y) = framed(root), spot(root, 512, 512)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y, steps=4)
    page.mouse.move(x - 80, y + 40, steps=4)
    page.mouse.up()
    settle(page)
    after = framed(root)
    assert after["left"] > before["left"] and after["top"] < before["top"]
    root.get_by_role("button", name="Whole").click()
    settle(page)
    assert framed(root)["zoom"] == 1 and framed(root)["left"] == 0


@chromium
def test_keys_alone_move_zoom_and_are_heard(page):
    root = shown(page, window(64))
    root.locator(".over").focus()
    live = root.locator("[aria-live]")
    page.keyboard.press("ArrowDown")
    assert "query 33 may read key 32" in live.inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert "query 33 may not read key 34" in live.inner_text()
    page.keyboard.press("+")
    settle(page)
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
        settle(page)
    assert "key 63" in live.inner_text() and framed(root)["left"] > 30  # it came along
    page.keyboard.press("0")
    settle(page)
    assert framed(root)["zoom"] == 1


@chromium
def test_the_zoom_stays_for_a_mask_of_the_same_size_and_the_same_bytes_are_not_drawn_again(page):
    root = shown(page, window(256))
    root.get_by_role("button", name="Closer").click()
    settle(page)
    drawn = root.get_attribute("data-drawn")
    draw(page, "big", big_message(window(256), "Window"))
    assert root.get_attribute("data-drawn") == drawn
    draw(page, "big", big_message(window(256, 8), "Window"))
    assert root.get_attribute("data-drawn") != drawn and framed(root)["zoom"] == 2
    draw(page, "big", big_message(window(128), "Window"))
    assert framed(root)["zoom"] == 1 and framed(root)["rows"] == 128


@chromium
def test_a_phone_pinches_taps_twice_and_reads_by_touch(open_window):
    page = open_window(360, 780, has_touch=True, is_mobile=True, device_scale_factor=3)
    root = shown(page, window(2048))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    touch = page.context.new_cdp_session(page)
    x, y = spot(root, 1024, 1024)

    def fingers(kind, *points):
        at = [{"x": a, "y": b, "id": i} for i, (a, b) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    fingers("touchStart", (x - 20, y - 20), (x + 20, y + 20))
    for wide in (30, 40, 60, 80):
        fingers("touchMove", (x - wide, y - wide), (x + wide, y + wide))
    fingers("touchEnd")
    settle(page)
    assert framed(root)["zoom"] == pytest.approx(4, rel=0.05)
    for _ in range(2):
        page.touchscreen.tap(x, y)
    settle(page)
    assert framed(root)["zoom"] == pytest.approx(8, rel=0.05)
    assert read(root) in [f"query {n} may read key {n}" for n in range(1024, 1032)]
