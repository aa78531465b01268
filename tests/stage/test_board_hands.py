"""What is done to the board is reported; the focus stays, text stays text."""

import pytest
from playwright.sync_api import expect

from tests.stage import scenes
from tests.stage.boards import ANSWERS, MARKUP, PANELS, PICKS, board_parts
from tests.stage.driver import CELL

pytestmark = pytest.mark.browser


def focused(board):
    return board.root.evaluate("(root) => root.getRootNode().activeElement?.dataset.id ?? null")


def test_chips_picks_tokens_and_panels_report(board):
    board.show(board_parts())
    expect(board.button("And causal")).to_have_attribute("aria-pressed", "true")
    expect(board.button("And padding")).to_have_attribute("aria-pressed", "false")
    board.button("And padding").click()
    row = board.root.get_by_role("group", name="Sensitive (click to change)")
    expect(row.locator("[aria-pressed=true]")).to_have_count(2)
    row.locator("button").nth(4).click()
    row.locator("button").nth(1).click()  # before an answer came: both are told
    board.button("a").click()
    expect(board.button("Files")).to_have_attribute("aria-expanded", "true")
    board.button("Code").focus()
    board.page.keyboard.press("Enter")
    assert board.told() == [
        ["chip", "and_padding"],
        ["pick", {"name": "sensitive", "on": [1, 3, 4]}],
        ["pick", {"name": "sensitive", "on": [3, 4]}],
        ["token", 9],
        ["panel", "code"],
    ]


def test_stage_and_flow_report_as_they_do_alone(board):
    board.show(board_parts())
    stage = board.root.locator(".mv-stage")
    board.page.mouse.click(*stage.evaluate(CELL, ["weights", 5, 4]))
    board.root.locator(".mv-head").nth(2).click()
    board.root.locator(".fold").first.click()
    told = [["locked", {"q": 5, "k": 4}], ["head", 2], ["layer", 0]]
    assert board.told() == told


def test_a_refused_layer_is_taken_back(board):
    board.show(board_parts())
    board.root.locator(".fold").first.click()
    expect(board.root.locator(".layer.chosen")).to_contain_text("layer 0")
    board.show(board_parts())
    expect(board.root.locator(".layer.chosen")).to_contain_text("layer 1")


def test_the_hand_moves_the_lock_over_an_unchanged_stage(board):
    value = ".mv-readout .mv-key .mv-value"
    board.show(board_parts())
    expect(board.root.locator(value)).to_have_text("1 ‘The’")
    board.show(board_parts(hand={"locked": {"q": 3, "k": 2}, "book": {}}))
    expect(board.root.locator(value)).to_have_text("2 ‘cat’")
    board.show(board_parts(hand={"locked": None, "book": {}}))
    expect(board.root.locator(".mv-readout")).to_have_class("mv-readout mv-idle")


def test_what_is_painted_is_not_painted_twice(board):
    """A painted scene has the paint of its hand in its cells."""
    page = {"base": "window_both(window=4)", "flips": [3 * 2048 + 7]}
    painted = scenes.painted(scenes.example(), page)
    shown = "(s) => s.maskviz.header.shown[3 * 8 + 7]"
    stage = board.root.locator(".mv-stage")
    board.show(board_parts())
    assert stage.evaluate(shown) == 0
    board.show(board_parts(painted, hand={"locked": None, "book": {painted.slot: page}}))
    assert stage.evaluate(shown) == 1
    board.show(board_parts())
    assert stage.evaluate(shown) == 0


@pytest.mark.parametrize("row", ["picks", "tokens"])
def test_the_focus_stays_on_its_token(board, row):
    board.show(board_parts())
    button = board.root.locator(".mv-pick").nth(2) if row == "picks" else board.button("a")
    button.focus()
    name = focused(board)
    texts = PICKS[0]["tokens"]
    picks = [PICKS[0] | {"tokens": ["new", *texts[1:]]}]
    tokens = ANSWERS["blocks"][2] | {"options": [[3, " new"], [9, " a"]]}
    blocks = [*ANSWERS["blocks"][:2], tokens]
    board.show(board_parts(picks=picks, answers=ANSWERS | {"blocks": blocks}))
    assert "new" in board.part("picks" if row == "picks" else "answers").inner_text()
    assert focused(board) == name


def test_a_token_that_is_gone_hands_the_focus_on(board):
    board.show(board_parts())
    board.button("a").focus()
    tokens = ANSWERS["blocks"][2] | {"options": [[3, " new"], [4, " other"]]}
    board.show(board_parts(answers=ANSWERS | {"blocks": [*ANSWERS["blocks"][:2], tokens]}))
    assert focused(board) == "4"


def test_markup_is_text_everywhere(board):
    blocks = [
        {"kind": "line", "text": [MARKUP, {"b": MARKUP}]},
        {"kind": "small", "text": [MARKUP]},
        {"kind": "bars", "lists": [{"title": MARKUP, "bars": [[MARKUP, 0.5, MARKUP]]}]},
        {"kind": "bars", "lists": [{"title": "", "bars": [], "nothing": MARKUP}]},
        {"kind": "tokens", "label": MARKUP, "options": [[1, MARKUP]]},
    ]
    chip = {"key": "k", "label": MARKUP, "on": True, "help": MARKUP}
    lines = [[MARKUP, {"b": MARKUP}]]
    words = {"title": MARKUP, "chips": [chip], "lines": lines, "notes": lines, "link": "?a=1"}
    board.show(
        board_parts(
            scenes.with_attack(scenes.example()),
            words=words | {"nolink": None},
            picks=[PICKS[0] | {"label": MARKUP, "tokens": [MARKUP] * 3}],
            figures=[[MARKUP, MARKUP]],
            answers={"title": MARKUP, "blocks": blocks},
            panels=[PANELS[0] | {"title": MARKUP}],
        )
    )
    assert board.root.locator("img, script").count() == 0
    assert board.page.title() == "Causal – maskviz"
    assert board.root.locator("h1").inner_text() == MARKUP
    assert board.root.evaluate("(r, m) => r.textContent.split(m).length - 1", MARKUP) >= 20
