"""Hover, lock and keys: linked in all stages, told to Python, said in words."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import settled
from tests.stage import scenes
from tests.stage.driver import STAGES


def marked(stage, name):
    """Whether anything is drawn on the layer that moves."""
    script = """(root, name) => {
      const canvas = root.querySelector(`canvas[data-overlay=${name}]`);
      const context = canvas.getContext("2d");
      return context.getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
    }"""
    return stage.root.evaluate(script, name)


def test_hover_is_linked_and_never_asks_the_server(open_stage):
    scene, stage = scenes.example(), open_stage()
    settled(stage.page)
    sockets = stage.page.context.new_cdp_session(stage.page)
    sent = []
    sockets.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    sockets.send("Network.enable")
    stage.point("raw", 3, 1)
    assert all(marked(stage, name) for name in STAGES)
    assert (stage.value("query"), stage.value("key")) == ("3 ‘sat’", "1 ‘The’")
    for field, number in (("raw", scene.raw), ("masked", scene.masked), ("weight", scene.weights)):
        assert float(stage.value(field).replace("−", "-")) == pytest.approx(number[3, 1], abs=2e-3)
    assert stage.value("because") == "may read"
    stage.point("weights", 2, 7)
    assert stage.value("masked") == "−∞"
    window = "Window both ways, window 4"
    assert stage.value("because") == f"blocked by {window} and causal"
    stage.leave()
    stage.page.wait_for_timeout(300)  # nothing is sent later either
    assert not any(marked(stage, name) for name in STAGES)
    assert sent == []


def test_the_page_does_not_jump_under_the_pointer(open_stage):
    stage = open_stage("n=24")
    size = "(root) => [root.offsetHeight, root.querySelector('.mv-tokens').offsetTop]"
    before = stage.root.evaluate(size)
    for q, k in [(0, 0), (23, 3), (11, 20)]:
        stage.point("weights", q, k)
        assert stage.root.evaluate(size) == before


def test_a_row_says_what_it_reads_and_predicts(open_stage):
    stage = open_stage()
    stage.point("mask", 3, 3)
    sentence = "".join(stage.text(".mv-sentence").split())
    assert sentence == "row3reads<s>Thecatsatandpredictstoken4on"
    lit = stage.root.locator(".mv-lit .mv-token").all_inner_texts()
    assert lit == ["<s>", "The", "cat", "sat"]
    assert stage.text(".mv-query .mv-target") == "on"


def test_a_click_locks_a_click_lets_go(open_stage):
    stage = open_stage("n=8&queries=4")  # rows are positions 4 to 7
    stage.click("weights", 6, 2)
    stage.told(locked={"k": 2, "q": 6})
    stage.leave()
    assert stage.value("query") == "6 ‘mat’"
    stage.click("raw", 6, 2)
    stage.told(locked=None)


def test_arrow_keys_move_the_lock_and_tell_once_they_rest(open_stage):
    stage = open_stage()
    stage.click("mask", 4, 4)
    stage.told(locked={"k": 4, "q": 4})
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowLeft"):
        stage.page.keyboard.press(key)
    query = stage.root.locator(".mv-readout .mv-query .mv-value")
    expect(query).to_have_text(re.compile("^6 "))  # before Python knows
    stage.told(locked={"k": 3, "q": 6})
    for _ in range(9):
        stage.page.keyboard.press("ArrowRight")
    stage.told(locked={"k": 7, "q": 6})
    stage.page.keyboard.press("Escape")
    stage.told(locked=None)


def test_keys_alone_reach_everything(open_stage):
    stage = open_stage()
    canvas = stage.root.locator("canvas[data-overlay=weights]")
    canvas.focus()
    assert "Weights, 8 × 8" in canvas.get_attribute("aria-label")
    stage.page.keyboard.press("ArrowUp")
    stage.told(locked={"k": 7, "q": 7})
    stage.page.keyboard.press("Enter")
    expect(stage.root.locator(".mv-large")).to_have_attribute("data-figure", "weights")
    stage.page.keyboard.press("Escape")
    expect(stage.root.locator(".mv-large")).to_have_count(0)
    stage.told(locked={"k": 7, "q": 7})  # the first Escape only closed the large view


def test_screen_readers_hear_the_row_and_find_a_table(open_stage):
    scene, stage = scenes.example(), open_stage()
    stage.click("weights", 3, 0)
    live = stage.root.locator("[aria-live=polite]")
    expect(live).to_have_text(
        re.compile("^query 3 ‘sat’, key 0 ‘<s>’: may read, score [−.0-9]+, weight [.0-9]+[.] ")
    )
    expect(live).to_contain_text(
        "query 3 ‘sat’ reads keys 0 to 3; 4 to 6 blocked by causal; "
        "7 blocked by Window both ways, window 4 and causal"
    )
    stage.root.locator("summary").click()
    rows = stage.root.locator("tbody tr")
    expect(rows).to_have_count(8)
    cells = rows.nth(5).locator("td").all_inner_texts()
    raw = f"{scene.raw[3, 5]:.3f}".replace("-", "−")
    assert cells[:2] + cells[3:] == ["5", "the", "−∞", "0.000", "causal"]
    assert abs(float(cells[2].replace("−", "-")) - float(raw.replace("−", "-"))) < 5e-3


def test_a_thumbnail_asks_for_its_head(open_stage):
    stage = open_stage()
    stage.root.locator(".mv-head").nth(4).click()
    stage.told(head=4)
    expect(stage.root.locator(".mv-head[aria-pressed=true]")).to_contain_text("head 4")


def test_tokens_are_text_and_never_markup(open_stage):
    stage = open_stage("kind=attack")
    stage.click("weights", 3, 1)
    stage.root.locator("summary").click()
    assert stage.root.locator("img").count() == 0
    assert stage.page.title() != "hit"
    assert "<img src=x" in stage.text(".mv-tokens")
    assert stage.root.locator("tbody tr").nth(2).locator("td").nth(1).inner_text() == "↵"
