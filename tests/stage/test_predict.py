"""A question as it is drawn on a page of its own: mouse, finger and keyboard, and what it tells."""

import numpy as np
import pytest
from playwright.sync_api import expect

from maskviz.masks.compose import term_of
from maskviz.stage.pack import unpack
from maskviz.stage.predict import predict_message
from maskviz.teaching.bank import asked_of, question
from maskviz.teaching.bank.finding import fault_question
from maskviz.ui.predict.faults import fault_exercise
from maskviz.ui.predict.masks import painting_exercise, picture_exercise
from tests.stage.alone import draw

WINDOW = asked_of(term_of("sliding_window(window=2)"), "mask", 1)


def message(sheet, name="1", cells=None):
    verdict = None if cells is None else {**sheet.judge(cells), "cells": cells}
    header = {**sheet.header, "id": name, "large": False, "verdict": verdict}
    after = sheet.after if verdict and sheet.after is not None else sheet.pictures
    return predict_message(header, after)


@pytest.fixture
def grid():
    return painting_exercise(WINDOW, 1)


@pytest.fixture
def root(page, grid):
    return draw(page, "predict", message(grid)).locator(".mv-predict")


def cell(root, row, key):
    return root.locator(f'.cell[data-row="{row}"][data-key="{key}"]')


def painted(root):
    """The cells that are painted, as their places (row, key)."""
    found = root.locator(".cell.open").evaluate_all(
        "all => all.map((c) => [Number(c.dataset.row), Number(c.dataset.key)])"
    )
    return {tuple(place) for place in found}


def revealed(page, root):
    """What the button Reveal tells the server."""
    root.get_by_role("button", name="Reveal").click()
    return page.evaluate("window.told.at(-1)")


def test_what_is_right_is_in_no_message_before_the_verdict(grid):
    before, after = (unpack(message(grid, cells=cells)) for cells in (None, [0]))
    assert before[0]["verdict"] is None and not before[1]
    n = WINDOW.case.keys
    truth = WINDOW.case.truth.ravel()
    marks = np.array(after[0]["verdict"]["marks"])
    assert ((marks == 1) | (marks == 2)).tolist() == truth.tolist() and len(truth) == n * n
    pictures = picture_exercise(question(3, 2, "picture", 1), 2)
    header, arrays = unpack(message(pictures))
    assert header["verdict"] is None and len(arrays["pictures"]) == 4


def test_a_mouse_paints_a_line_and_back(page, root, grid):
    first, last = cell(root, 1, 0).bounding_box(), cell(root, 4, 3).bounding_box()
    page.mouse.move(first["x"] + 9, first["y"] + 9)
    page.mouse.down()
    page.mouse.move(last["x"] + 9, last["y"] + 9)
    page.mouse.up()
    assert painted(root) == {(1, 0), (2, 1), (3, 2), (4, 3)}
    cell(root, 2, 1).click()
    assert painted(root) == {(1, 0), (3, 2), (4, 3)}
    root.get_by_role("button", name="Undo").click()
    assert len(painted(root)) == 4
    cell(root, 5, 0).click()
    root.get_by_role("button", name="Fill row 5").click()
    n = WINDOW.case.keys
    assert {(5, key) for key in range(n)} < painted(root)
    name, answer = revealed(page, root)
    assert name == "reveal" and answer["id"] == "1"
    assert {divmod(at, n) for at in answer["cells"]} == painted(root)
    root.get_by_role("button", name="Clear").click()
    assert painted(root) == set()


def test_a_keyboard_walks_and_paints_and_one_sentence_is_said(page, root):
    cell(root, 0, 0).focus()
    page.keyboard.press("Space")
    live = root.locator("[aria-live]")
    expect(live).to_have_text("query 0 “<s>”, key 0 “<s>”: may read")
    for key in ("ArrowDown", "Space", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert painted(root) == {(0, 0), (1, 0), (1, 1)}
    expect(cell(root, 1, 1)).to_be_focused()
    assert root.locator('.cell[tabindex="0"]').count() == 1
    page.keyboard.press("Control+z")
    assert painted(root) == {(0, 0), (1, 0)}
    page.keyboard.press("End")
    n = WINDOW.case.keys
    expect(cell(root, 1, n - 1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(root, 1, n - 1)).to_be_focused()


def test_every_cell_is_a_target_and_has_its_name(root):
    boxes = [one.bounding_box() for one in root.locator(".cell").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    assert cell(root, 2, 1).get_attribute("aria-label").startswith("query 2 “")
    assert root.get_by_role("grid").count() == 1


def test_a_verdict_is_told_apart_by_signs(page, root, grid):
    n = WINDOW.case.keys
    wrong = 3  # query 0 reads the key 3: after it
    draw(page, "predict", message(grid, cells=[0, wrong]))
    expect(root.get_by_role("button", name="Next question")).to_be_focused()
    assert cell(root, 0, 0).inner_text() == "✓"
    assert cell(root, 0, wrong).inner_text() == "✕"
    assert cell(root, 1, 0).inner_text() == "○"
    assert cell(root, 0, 1).inner_text() == ""
    expect(cell(root, 0, wrong)).to_have_class("cell open wrong first")
    looks = {
        kind: cell(root, *at).evaluate("c => getComputedStyle(c).backgroundImage + c.className")
        for kind, at in {"found": (0, 0), "missed": (1, 0), "wrong": (0, wrong)}.items()
    }
    assert len(set(looks.values())) == 3
    result = root.locator(".result")
    expect(result).to_contain_text(f"of {n * n} cells are right")
    expect(result).to_contain_text("stands after query 0")
    cell(root, 2, 2).click()  # nothing is painted any more
    assert len(painted(root)) == 2
    root.get_by_role("button", name="Try again").click()
    assert page.evaluate("window.told.at(-1)") == ["again", "1"]
    draw(page, "predict", message(grid))
    assert painted(root) == {(0, 0), (0, wrong)}


def test_a_new_question_begins_empty(page, root, grid):
    cell(root, 1, 1).click()
    draw(page, "predict", message(grid, name="2"))
    assert painted(root) == set()
    assert root.get_by_role("button", name="Undo").is_disabled()


def test_of_pictures_one_is_chosen(page):
    sheet = picture_exercise(question(3, 2, "picture", 1), 2)
    root = draw(page, "predict", message(sheet)).locator(".mv-predict")
    assert root.get_by_role("button", name="Reveal").is_disabled()
    root.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    assert revealed(page, root) == ["reveal", {"id": "1", "cells": [1]}]
    draw(page, "predict", message(sheet, cells=[1]))
    right = [sheet.judge([i])["right"] for i in range(4)].index(True)
    expect(root.locator(".choice").nth(right)).to_contain_text("this is the mask")
    expect(root.locator(".choice.picked")).to_have_count(1)


def test_what_came_out_is_drawn_and_with_the_verdict_what_was_meant(page):
    asked = fault_question(7, 2, 4)
    sheet = fault_exercise(asked, 2, None)
    root = draw(page, "predict", message(sheet)).locator(".mv-predict")
    shown = ".drawn .small i"
    open_cells = f"root => [...root.querySelectorAll('{shown}')].map((i) => i.className === 'open')"
    assert root.evaluate(open_cells) == asked.fault.cells.ravel().tolist()
    assert root.locator("figcaption").all_inner_texts() == ["As it came out"]
    root.get_by_role("radio").nth(asked.right).check()
    assert revealed(page, root)[1]["cells"] == [asked.right]
    draw(page, "predict", message(sheet, cells=[asked.right]))
    expect(root.locator("figcaption")).to_have_text(["As it came out", "As it was meant"])
    expect(root.locator(".drawn .apart")).to_have_count(2 * int(asked.apart.sum()))
    expect(root.locator(".drawn .first")).to_have_count(2)
