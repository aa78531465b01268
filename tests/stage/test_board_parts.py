"""The board draws its parts, keeps them, and asks for what it lacks."""

import base64
import json
import zlib

import pytest
from playwright.sync_api import expect

from maskviz.stage.board import board_message, digests
from maskviz.stage.pack import as_json, framed
from maskviz.stage.row import row_message
from maskviz.stage.scene import scene_message
from tests.stage import scenes
from tests.stage.boards import ANSWERS, PICKS, WORDS, board_parts
from tests.stage.walks import walk_of

pytestmark = pytest.mark.browser
VISIBLE = ["words", "picks", "stage", "figures", "flow", "row", "answers", "panels"]
SECOND = "Sliding window, window 3"


def changed(window=3):
    """The next message of a slider: another stage, another title."""
    return board_parts(scenes.example(window=window), words=WORDS | {"title": SECOND})


def header_of(message):
    size = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + size]), message[4 + size :]


def unpacked(message):
    """The same message with its bodies as they are, which are read without waiting."""
    header, bodies = header_of(message)
    if header["packed"]:
        bodies = zlib.decompress(bodies, wbits=-zlib.MAX_WBITS)
    return framed(header | {"packed": False}) + bodies


def titles(board):
    found = (
        "(root) => [...root.querySelectorAll('h1, h2, h3')].map((h) => [h.tagName, h.innerText])"
    )
    return board.root.evaluate(found)


def test_every_part_is_drawn_in_its_place(board):
    board.show(board_parts())
    shown = (
        "(root) => [...root.querySelectorAll('.mv-part:not([hidden])')].map(p => p.dataset.part)"
    )
    assert board.root.evaluate(shown) == VISIBLE
    heads = titles(board)
    assert heads[0] == ["H1", WORDS["title"]]
    assert [text for tag, text in heads if tag == "H2"] == [
        "The locked row, number by number",
        ANSWERS["title"],
    ]
    assert board.part("words").locator("strong").inner_text() == "the last 4 keys"
    lab = board.part("words").get_by_role("link", name="What does this padding do?")
    assert lab.get_attribute("href") == f"./batch{WORDS['link']}"
    assert board.root.get_by_role("note").inner_text() == WORDS["notes"][0][0]
    assert board.part("figures").locator("dt").all_inner_texts()[0] == "row 3 predicts"
    assert "31.0%" in board.part("answers").inner_text()
    assert "NaN: nothing." in board.part("answers").inner_text()
    assert board.page.title() == "Causal – maskviz"
    assert board.told() == []


def test_the_stage_is_drawn_at_once_and_the_rest_after_it(board):
    board.show(board_parts())
    message, _ = board_message(changed(), board.held, None, "t")
    at_once = """([text, place]) => {
      const root = document.getElementById(place).shadowRoot.querySelector(".mv-page");
      window.show(text, place);
      return [root.querySelector(".mv-stage").dataset.drawn, root.dataset.whole,
              root.querySelector("h1").textContent];
    }"""
    encoded = base64.b64encode(unpacked(message)).decode()
    assert board.page.evaluate(at_once, [encoded, "here"]) == ["2", "1", WORDS["title"]]
    expect(board.root).to_have_attribute("data-whole", "2")
    assert titles(board)[0] == ["H1", SECOND]


def test_what_did_not_change_is_neither_sent_nor_made_again(board):
    board.show(board_parts())
    keep = """(root) => { window.kept = ["dt", "td", ".mv-bars", ".mv-pick", ".stop"].map((one) =>
      root.querySelector(one)); }"""
    board.root.evaluate(keep)
    header, _ = header_of(board.show(changed()))
    assert [part["name"] for part in header["parts"] if "at" in part] == ["stage", "words"]
    assert board.page.evaluate("window.kept.map((made) => made.isConnected)") == [True] * 5
    assert titles(board)[0] == ["H1", SECOND]
    assert board.told() == []


def test_a_lost_message_is_asked_for(board):
    board.show(board_parts())
    board.show(changed(), lost=True)
    board.show(changed())
    assert board.told() == [["lacks", ["stage", "words"]]]
    assert titles(board)[0] == ["H1", WORDS["title"]]
    board.held = {}
    board.show(changed())
    assert titles(board)[0] == ["H1", SECOND]
    assert board.told() == []


def test_what_never_comes_is_asked_for_three_times(board):
    board.show(board_parts())
    board.show(changed(), lost=True)
    for _ in range(5):
        board.show(changed())
    assert len(board.told()) == 3


def test_a_new_place_in_the_same_tab_needs_nothing(board):
    first = board.show(board_parts())
    board.mount("there")
    again = board.show(board_parts())
    assert len(again) < len(first) / 4
    assert board.told() == []
    assert titles(board)[0] == ["H1", WORDS["title"]]
    assert board.root.locator(".mv-stage").get_attribute("data-drawn") == "1"


def test_another_tab_asks_for_everything(board):
    board.held = digests(board_parts())
    board.show(board_parts())
    assert board.told() == [["lacks", list(board_parts())]]
    assert board.root.locator(".mv-stage").count() == 0
    board.held = {}
    board.show(board_parts())
    assert titles(board)[0] == ["H1", WORDS["title"]]


def test_bodies_of_an_overtaken_message_are_kept(board):
    """A packed message and, before it is read, a small one that builds on it."""
    board.show(board_parts())
    big = board_parts(scenes.example(64, window=5))
    first, _ = board_message(big, board.held, None, "t")
    assert len(scene_message(scenes.example(64, window=5))) > 20_000
    small = big | {"words": as_json(WORDS | {"title": SECOND})}
    second, _ = board_message(small, digests(big), None, "t")
    both = """([one, two, place]) => { window.show(one, place); window.show(two, place); }"""
    texts = [base64.b64encode(m).decode() for m in (first, second)]
    board.page.evaluate(both, [*texts, "here"])
    expect(board.root.locator("h1")).to_have_text(SECOND)
    assert board.root.locator(".mv-stage").evaluate("(s) => s.maskviz.header.queries") == 64
    assert board.told() == []
    expect(board.root).to_have_attribute("data-whole", "2")


def test_a_part_that_is_not_listed_is_hidden(board):
    board.show(board_parts())
    some = board_parts()
    del some["flow"]
    board.show(some)
    expect(board.part("flow")).to_be_hidden()
    board.show(board_parts())
    expect(board.part("flow")).to_be_visible()
    assert board.told() == []


def test_many_rows_of_tokens_stand_in_a_panel(board):
    rows = [PICKS[0] | {"name": f"level_{i}", "label": f"Level {i}"} for i in range(4)]
    board.show(board_parts(picks=rows))
    panel = board.part("picks").locator("details")
    expect(panel.locator("button").first).to_be_hidden()
    panel.locator("summary").click()
    expect(panel.locator("button")).to_have_count(32)
    board.show(board_parts(picks=PICKS))
    expect(board.part("picks").locator("details")).to_have_count(0)
    expect(board.part("picks").locator("button").first).to_be_visible()
    board.show(board_parts(picks=[]))
    expect(board.part("picks")).to_be_hidden()


def test_what_is_drawn_in_the_place_of_the_row_comes_goes_and_is_asked_for(board):
    walk = walk_of()
    closed = board_parts() | {"row": row_message(walk.row)}
    board.show(closed)
    pictures = board.part("row").locator(".projection canvas.matrix")
    expect(pictures).to_have_count(0)
    board.show(closed | walk.open, lost=True)
    board.show(closed | walk.open)
    assert board.told() == [["lacks", ["working", "weights"]]]
    board.held = {}
    board.show(closed | walk.open)
    expect(pictures).to_have_count(3)
    header, _ = header_of(board.show(closed | walk_of(locked=(4, 2)).open))
    assert [part["name"] for part in header["parts"] if "at" in part] == ["working"]
    expect(board.part("row").locator(".walk-said")).to_contain_text("Into attention of layer 1")
    board.show(closed)
    expect(pictures).to_have_count(0)
