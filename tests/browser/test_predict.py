"""Predict, then reveal: by mouse, finger and keyboard; the truth is not sent before."""

import re

import pytest
from playwright.sync_api import expect

from maskviz.teaching.bank import question
from maskviz.teaching.bank.puzzles import puzzle
from tests.browser.stage import drawn, fits, looked_at, opened, screenshot, settled
from tests.teaching.test_puzzles import RULES

LINK = "/predict?seed=7&level=1&n=2"
CAUSAL = question(7, 1, "mask", 2).case


def sheet(page, address=LINK):
    root = page.locator(".mv-predict[data-drawn]")
    opened(page, address, root)
    return root


def cell(root, row, key):
    return root.locator(f'.cell[data-row="{row}"][data-key="{key}"]')


def middle(place):
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_by_mouse_the_truth_comes_with_the_reveal(page):
    """Nothing that the server sends before names a cell as right, missed or wrong."""
    frames = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: frames.append(bytes_of(frame))),
    )
    root = sheet(page)
    assert str(CAUSAL.term) == "causal()"
    page.mouse.move(*middle(cell(root, 1, 0)))
    page.mouse.down()
    page.mouse.move(*middle(cell(root, 4, 3)), steps=3)
    page.mouse.up()
    cell(root, 0, 4).click()
    assert not any(b'"marks":[' in f and b'"score"' in f for f in frames)
    assert any(b'"verdict":null' in f for f in frames)
    root.get_by_role("button", name="Reveal").click()
    result = root.locator(".result")
    expect(result).to_contain_text("is the query itself")
    assert any(b'"score"' in f and b'"marks":[2,0' in f for f in frames)
    found = [cell(root, q, k).inner_text() for q in range(5) for k in range(5)]
    want = ["✓" if q == k + 1 else "○" if k <= q else "✕" if (q, k) == (0, 4) else "" for q in
            range(5) for k in range(5)]  # fmt: skip
    assert found == want
    result.get_by_role("button", name="Next question").click()
    expect(page).to_have_url(re.compile("n=3"))
    expect(result).to_be_hidden()


def bytes_of(frame):
    return frame if isinstance(frame, bytes) else frame.encode()


def test_by_keyboard_alone_to_all_right_and_on_to_the_playground(page):
    root = sheet(page)
    cell(root, 0, 0).focus()
    page.keyboard.press("Space")
    for row in range(1, 5):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
        page.keyboard.press("Space")
        for _ in range(row):
            page.keyboard.press("Shift+ArrowRight")
    root.get_by_role("button", name="Reveal").focus()
    page.keyboard.press("Enter")
    result = root.locator(".result")
    expect(result).to_contain_text("All 25 cells are right")
    expect(result.get_by_role("button", name="Next question")).to_be_focused()
    result.get_by_role("link", name="Show in the playground").click()
    drawn(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Causal")
    page.get_by_role("link", name="Predict this mask").click()
    expect(page.locator(".mv-predict[data-drawn]")).to_contain_text("Causal")
    expect(page).to_have_url(re.compile(r"/predict\?of="))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_finger_on_a_phone_it_fits_and_the_page_stays(open_window, scheme):
    page = open_window(360, 780, has_touch=True, color_scheme=scheme)
    root = sheet(page, "/predict?seed=7&level=3&n=2")
    root.locator(".grid").scroll_into_view_if_needed()
    main = page.get_by_test_id("stMain")
    fits(page)
    size = cell(root, 0, 0).bounding_box()
    assert min(size["width"], size["height"]) >= 24
    before = main.evaluate("m => m.scrollTop")
    hand = page.context.new_cdp_session(page)
    (x, y), (to_x, to_y) = middle(cell(root, 1, 1)), middle(cell(root, 6, 1))
    touch = lambda kind, *at: hand.send(  # noqa: E731
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in at]},
    )
    touch("touchStart", (x, y))
    for step in range(1, 6):
        touch("touchMove", (x + (to_x - x) * step / 5, y + (to_y - y) * step / 5))
    touch("touchEnd")
    expect(root.locator(".cell.open")).to_have_count(6)
    assert main.evaluate("m => m.scrollTop") == before
    reveal = root.get_by_role("button", name="Reveal")
    reveal.click()  # a tap while a page scrolls only ends the scrolling
    expect(root.locator(".result h3")).to_contain_text("cells are right")
    screenshot(page, f"predict-360-{scheme}")


@pytest.mark.parametrize("kind", ["picture", "weights", "next"])
def test_the_other_kinds_are_chosen_and_tried_again(page, kind):
    looked_at(page, 1920, "light")
    root = sheet(page, f"/predict?seed=7&level=2&kind={kind}&n=3")
    choice = root.locator(".cell" if kind == "weights" else ".choice").first
    choice.click()
    root.get_by_role("button", name="Reveal").click()
    result = root.locator(".result")
    expect(result.locator("h3")).to_be_visible()
    screenshot(page, f"predict-{kind}-1920")
    result.get_by_role("button", name="Try again").click()
    expect(result).to_be_hidden()
    settled(page)


def test_a_puzzle_is_solved_with_the_picture_saying_what_is_still_wrong(page):
    root = sheet(page, "/puzzles?seed=7&n=2")
    rule = page.get_by_label("Rule", exact=True)
    want = RULES[puzzle(7, 1, 2).case.term.name].format(**puzzle(7, 1, 2).case.term.params)
    rule.fill(f"({want}) and k != 0")
    result = root.locator(".result")
    expect(result.locator("h3")).to_contain_text("Not yet")
    expect(root.locator(".cell.missed.first")).to_have_count(1)
    expect(result.get_by_role("button", name="Next question")).to_be_hidden()
    rule.fill(want)
    expect(result.locator("h3")).to_contain_text("Right")
    expect(root.locator(".cell.missed, .cell.wrong")).to_have_count(0)
    screenshot(page, "puzzles-1400")
    result.get_by_role("button", name="Next question").click()
    expect(page).to_have_url(re.compile("n=3"))
    expect(result).to_be_hidden()
