"""Large type and high contrast by a key, a button or the link; the hint, seen once."""

import pytest
from playwright.sync_api import expect

from tests.stage.boards import board_parts
from tests.stage.driver import CELL
from tests.stage.test_rings import seen_part

pytestmark = pytest.mark.browser
LOOKS = """(root) => {
  const note = root.querySelector(".mv-note"), title = root.querySelector(".mv-title");
  const stage = root.querySelector(".mv-stage");
  return [parseFloat(getComputedStyle(note).fontSize), parseFloat(getComputedStyle(title).fontSize),
          getComputedStyle(note).color, document.documentElement.classList.contains("mv-projector"),
          Number(stage.dataset.drawn)];
}"""


def seven(colour, ground=(255, 255, 255)):
    """The contrast of a CSS colour to a ground, as WCAG counts."""
    numbers = colour.replace("color(srgb ", "").replace("rgb(", "").rstrip(")").replace(",", " ")
    parts = [float(n) for n in numbers.split()[:3]]
    scale = 1 if colour.startswith("color(") else 255

    def bright(rgb):
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([bright([p / scale for p in parts]), bright([g / 255 for g in ground])])
    return (high + 0.05) / (low + 0.05)


def test_one_key_makes_everything_large_and_again_small(board):
    board.page.evaluate("document.body.style.setProperty('--st-text-color', '#31333f')")
    board.show(board_parts())
    note, title, colour, marked, _ = board.root.evaluate(LOOKS)
    assert not marked and seven(colour) < 7
    board.page.keyboard.press("p")
    large = board.root.evaluate(LOOKS)
    assert large[0] > 1.2 * note and large[1] > 1.2 * title and large[3]
    assert seven(large[2]) >= 7
    expect(board.root.locator(".mv-projects")).to_have_attribute("aria-pressed", "true")
    board.root.locator(".mv-projects").click()
    assert board.root.evaluate(LOOKS)[:4] == [note, title, colour, False]
    board.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input id=typed>')")
    board.page.locator("#typed").press("p")
    assert not board.root.evaluate(LOOKS)[3]
    assert board.told() == []


def test_the_locked_row_is_large_too(board):
    board.show(board_parts())
    tall = "root => root.querySelector('.row h3').getBoundingClientRect().height"
    usual = board.root.evaluate(tall)
    board.page.keyboard.press("p")
    assert board.root.evaluate(tall) > 1.3 * usual


def test_the_link_makes_it_large_and_the_key_has_the_last_word(board):
    board.show(board_parts() | {"seen": seen_part(type="large")})
    assert board.root.evaluate(LOOKS)[3]
    board.page.keyboard.press("p")
    assert not board.root.evaluate(LOOKS)[3]
    board.show(board_parts() | {"seen": seen_part(type="")})
    assert not board.root.evaluate(LOOKS)[3]


def test_the_hint_is_seen_until_the_first_lock_and_never_again(board):
    board.show(board_parts())
    hint = board.root.locator(".mv-hint")
    expect(hint).to_contain_text("Click a cell to lock it.")
    expect(hint.get_by_role("status")).to_have_count(1)
    board.root.locator("[data-overlay=mask]").focus()
    board.page.keyboard.press("Tab")
    expect(hint).to_contain_text("the arrow keys move the locked cell")
    expect(hint.get_by_role("status")).to_have_count(0)
    stage = board.root.locator(".mv-stage")
    board.page.mouse.click(*stage.evaluate(CELL, ["weights", 5, 4]))
    expect(hint).to_be_hidden()
    board.mount("there")
    board.show(board_parts())
    expect(board.root.locator(".mv-hint")).to_be_hidden()
    assert board.page.evaluate("localStorage.length") == 0


def test_the_hint_can_be_put_away(open_board):
    board = open_board(width=360, height=780)
    board.show(board_parts())
    board.button("Put the hint away").click()
    expect(board.root.locator(".mv-hint")).to_be_hidden()
    assert board.page.evaluate("sessionStorage.length") == 1
