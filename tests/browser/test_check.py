"""What is checked in a real window: uploaded, typed, repaired, reloaded, opened on the model."""

import io

import numpy as np
from playwright.sync_api import expect

from maskviz.analysis.view import make_view
from maskviz.models import load
from tests.browser.playground import Playground
from tests.browser.stage import drawn, fits


def npy(cells: np.ndarray) -> dict:
    file = io.BytesIO()
    np.save(file, cells)
    return {"name": "mask.npy", "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def test_an_uploaded_mask_is_recognised_and_opened_in_the_playground(page):
    page.goto("/own")  # an old address
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("sinks 1, window 4: 2 cells differ")
    blocked = ~np.tril(np.ones((20, 20), dtype=bool))
    blocked[7, 2] = True
    page.locator("input[type=file]").set_input_files(npy(blocked))
    expect(main).to_contain_text("Causal: 1 cell differs")
    expect(main).to_contain_text("row 7, key 2: blocked in yours, may be read in the known mask")
    expect(page.get_by_label("True = blocked, False = may read")).to_be_checked()
    expect(page.get_by_label("Causal: 1 cell differs")).to_be_checked()
    page.reload()  # the address holds the matrix, and what was meant by it
    expect(main).to_contain_text("Causal: 1 cell differs")
    page.get_by_role("link", name="Open this matrix in the playground").click()
    drawn(page)
    app = Playground(page, page.url)
    allowed = make_view(app.agrees(), load("gpt")).mask.allowed
    assert np.array_equal(allowed, ~blocked)


def test_a_large_mask_zooms_and_a_fault_is_said_on_a_phone(open_window):
    page = open_window(360, 780)
    page.goto("/check")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("2 cells differ")
    places = np.arange(100)
    page.locator("input[type=file]").set_input_files(npy(places[:, None] // 8 == places // 8))
    expect(main).to_contain_text("Chunk, size 8: the same in every cell")
    expect(main.locator("canvas").first).to_be_visible()
    box = page.get_by_role("textbox", name="Paste or type what you have")
    box.fill("1,0\n1")
    box.press("Control+Enter")
    expect(main).to_contain_text("Line 2 has 1 cell and line 1 has 2")
    expect(main).not_to_contain_text("Chunk, size 8: the same in every cell")
    fits(page)


def test_a_typed_rule_is_repaired_and_opened_in_the_playground(page):
    page.goto("/check")
    box = page.get_by_role("textbox", name="Paste or type what you have")
    box.fill("k = q")  # one line is read when the typing pauses
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("^")
    page.get_by_role("button", name="Take").click()
    expect(main).to_contain_text("20 of 400 cells")
    page.get_by_role("link", name="Open the rule in the playground").click()
    drawn(page)
    app = Playground(page, page.url)
    allowed = make_view(app.agrees(), load("gpt")).mask.allowed
    assert np.array_equal(allowed, np.eye(20, dtype=bool))


def test_a_link_to_a_rule_shows_it_on_a_phone(open_window):
    page = open_window(360, 780)
    page.goto("/rule?rule=abs(q%20-%20k)%20%3C%203")
    expect(page.get_by_test_id("stMain")).to_contain_text("94 of 400 cells")
    fits(page)


def test_on_a_phone_what_comes_out_stands_under_its_library(open_window):
    page = open_window(360, 780)
    page.goto("/check")
    box = page.get_by_role("textbox", name="Paste or type what you have")
    box.fill("position_ids = [0, 1, 2, 0, 1]")
    box.press("Control+Enter")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("position_ids of 2 documents")
    row = page.locator("tr", has_text="transformers, packed, sdpa")
    expect(row).to_contain_text("wrong in 6 cells")
    name, said, handed, mend = (
        row.locator(part).bounding_box()
        for part in ("th", "td:nth-child(3)", "td:nth-child(2)", "td:nth-child(4)")
    )
    tops = [part["y"] for part in (name, said, handed, mend)]
    assert tops == sorted(tops) and all(part["x"] + part["width"] <= 360 for part in (said, mend))
    expect(row.get_by_text("The line that mends it")).to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 800})
    expect(row.get_by_text("The line that mends it")).to_be_hidden()
