"""The board's link in the address bar and on the clipboard; its bar on a phone."""

import base64

import pytest
from playwright.sync_api import expect

from maskviz.stage.board import Address, board_message
from tests.stage import scenes
from tests.stage.boards import WORDS, board_parts

pytestmark = pytest.mark.browser


def test_the_address_is_replaced_or_pushed(board):
    def address():
        return board.page.evaluate("location.pathname + location.search")

    entries = board.page.evaluate("history.length")
    board.show(board_parts(), address=Address("?p=2a"))
    assert address() == "/playground?p=2a"
    assert board.page.evaluate("history.length") == entries
    board.show(board_parts(), address=Address("?p=2b", push=True), title="Other – maskviz")
    assert (address(), board.page.title()) == ("/playground?p=2b", "Other – maskviz")
    assert board.page.evaluate("history.length") == entries + 1
    board.show(board_parts(), address=Address("?p=2b", push=True))
    assert board.page.evaluate("history.length") == entries + 1
    board.page.evaluate("history.back()")
    board.page.wait_for_function("location.search === '?p=2a'")
    board.show(board_parts(), address=Address(""))
    assert address() == "/playground"
    board.show(board_parts())
    assert address() == "/playground"


def test_a_board_that_is_gone_leaves_the_address_alone(board):
    board.show(board_parts(), address=Address("?p=2a"))
    late = board_parts(scenes.example(64))  # packed, so that it is read after the board is gone
    message, _ = board_message(late, board.held, Address("?p=2b"), "t")
    encoded = base64.b64encode(message).decode()
    gone = """async ([text, place]) => {
      window.show(text, place);
      document.getElementById(place).remove();
      for (let i = 0; i < 6; i++) await new Promise((f) => requestAnimationFrame(f));
    }"""
    board.page.evaluate(gone, [encoded, "here"])
    assert board.page.evaluate("location.search") == "?p=2a"


def test_copy_link_copies_the_whole_address(board):
    board.show(board_parts())
    board.root.get_by_role("button", name="Copy link").click()
    expect(board.root.locator(".mv-copy")).to_have_text("Copied")
    board.page.evaluate("document.body.append(document.createElement('textarea'))")
    board.page.locator("textarea").focus()
    board.page.keyboard.press("Control+V")
    wanted = board.page.evaluate("location.origin") + "/playground?p=2abc"
    expect(board.page.locator("textarea")).to_have_value(wanted)
    board.show(board_parts(words=WORDS | {"link": None, "nolink": "It is too large."}))
    expect(board.root.locator(".mv-copy")).to_be_disabled()
    expect(board.root.locator(".mv-copy")).to_have_attribute("title", "It is too large.")


def test_a_phone_has_room_for_a_thumb_and_nothing_beside_the_screen(open_board):
    board = open_board(360, 740)
    board.show(board_parts())
    assert board.page.evaluate("document.documentElement.scrollWidth") <= 360
    around = [
        f".mv-{part} button:visible" for part in ("words", "phone", "picks", "offers", "panels")
    ]
    for button in board.root.locator(", ".join(around)).all():
        assert button.bounding_box()["height"] >= 43.5, button.inner_text()
    expect(board.root.locator(".mv-phone-name")).to_have_text(WORDS["title"])
    mask = board.root.locator("canvas[data-stage=mask]").bounding_box()
    assert mask["y"] < 640
    wide = open_board()
    wide.show(board_parts())
    expect(wide.root.locator(".mv-phone")).to_be_hidden()


def test_the_phones_button_presses_the_sidebars_own(open_board):
    board = open_board(360, 740)
    board.show(board_parts())
    board.page.evaluate("""() => {
      const side = document.createElement("section");
      const opens = document.createElement("button");
      const closes = document.createElement("button");
      side.dataset.testid = "stSidebar";
      side.dataset.collapsed = "true";
      opens.dataset.testid = "stExpandSidebarButton";
      opens.onclick = () => { side.dataset.collapsed = "false"; };
      const frame = document.createElement("div");
      frame.dataset.testid = "stSidebarCollapseButton";
      closes.onclick = () => { side.dataset.collapsed = "true"; };
      frame.append(closes);
      document.body.append(side, opens, frame);
    }""")
    shut = "document.querySelector('section').dataset.collapsed"
    board.button("Controls").click()
    assert board.page.evaluate(shut) == "false"
    board.button("Controls").click()
    assert board.page.evaluate(shut) == "true"
