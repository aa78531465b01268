"""The playground's page of its own: from disk, offline, every number as Python has it."""

import base64
import json
import re
import zlib

import numpy as np
import pytest
from playwright.sync_api import expect

from maskviz.analysis.arithmetic import row_of
from maskviz.analysis.headmask import named
from maskviz.analysis.oddrows import asked_row, odd_rows
from maskviz.analysis.remarks import remarks
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.stage.inline import joined
from maskviz.stage.pack import unpack
from maskviz.standalone.message import derives
from maskviz.ui.board.alone import page_file
from maskviz.ui.board.scenes import scene_of
from maskviz.ui.state.seen import Seen
from tests.stage.driver import Driver
from tests.stage.walks import line
from tests.standalone.opened import drawn, from_disk
from tests.states import state

TEXT = "The king asked the princess"
STATES = {
    "window": Settings.of(text=TEXT, mask="sliding_window", queries=3),
    "leak": Settings.of(text=TEXT, mask="causal", blocking="add", fill="-3"),
    "late": Settings.of(text=TEXT, mask="causal", blocking="renormalised"),
    "empty": Settings.of(text=TEXT, mask="strict_causal", blocking="infinity"),
    "nothing": Settings.of(text=TEXT, mask="strict_causal"),
    "half": Settings.of(text=TEXT, mask="causal", precision="float16"),
    "capped": Settings.of(text=TEXT, mask="causal", bias="softcap", **{"softcap.cap": 2}),
    "alibi": Settings.of(text=TEXT, mask="causal", bias="alibi"),
    "sunk": Settings.of(text=TEXT, mask="causal", bias="sink"),
    "heads": state(text=TEXT, each=True, slots={"0": "full()", "3": "stride_only(stride=3)"}),
}
LINES = {"raw": "raw", "masked": "masked", "exp": "exponentials", "weight": "weights"}


def view_of(settings):
    return make_view(settings, load(settings.model))


def written(view, tmp_path, **seen):
    file = tmp_path / "page.html"
    file.write_bytes(page_file(view, Seen(**seen)))
    return file


def agrees(page, view, q, k):
    """The table of the row is the row that Python makes, and so is what is said about it."""
    row = row_of(asked_row(view, q, k))
    here = page.locator("[data-part=row]")
    for stop, name in LINES.items():
        if stop == "masked" and view.settings.recipe.late:
            continue
        numbers = line(here, stop)
        np.testing.assert_allclose(numbers, getattr(row, name), atol=6e-4, rtol=6e-3)
    assert here.locator(".remark").all_inner_texts() == remarks(row)
    assert "q·k" not in here.inner_text()


@pytest.mark.parametrize(
    "name", [name for name in STATES if name not in ("alibi", "heads", "nothing")]
)
def test_the_row_is_worked_out_in_the_page_as_python_does(open_window, tmp_path, name):
    view = view_of(STATES[name])
    with from_disk(open_window, written(view, tmp_path)) as page:
        agrees(drawn(page), view, *view.locked)
        driver, last = Driver(page), view.region.offset + view.region.queries - 1
        driver.click("weights", last, 1)
        expect(page.locator(".steps .result")).to_be_visible()
        agrees(page, view, last, 1)
        expect(page.locator("h1")).to_have_text(named(view.shown, view.head))


def test_another_head_brings_its_mask_its_title_and_its_row(open_window, tmp_path):
    view = view_of(STATES["heads"])
    with from_disk(open_window, written(view, tmp_path), width=360, scheme="dark") as page:
        drawn(page)
        other = view_of(STATES["heads"].but(head=3, locked=view.locked))
        page.locator(".mv-head").nth(3).click()
        expect(page.locator("h1")).to_have_text(named(other.shown, other.head))
        agrees(page, other, *view.locked)
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
        ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert max(map(int, re.findall(r"\d+", ground))) < 64, "dark where the reader's screen is"


def test_a_picture_is_shown_large_and_let_go_by_key(open_window, tmp_path):
    with from_disk(open_window, written(view_of(STATES["window"]), tmp_path)) as page:
        mask = drawn(page).locator("[data-overlay=mask]")
        before = mask.bounding_box()["width"]
        page.get_by_role("button", name="Mask: show large").click()
        assert mask.bounding_box()["width"] > 1.5 * before
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Mask: show large")).to_be_visible()
        mask.focus()
        page.keyboard.press("ArrowUp")
        heading = page.locator("[data-part=row] h3").first
        expect(heading).to_contain_text(re.compile("query", re.I))


def sent(page):
    """The header of a page's message, and the arrays of each of its scenes."""
    data = re.search(rb'id="data">([^<]*)<', page)[1]
    message = zlib.decompress(base64.b64decode(data), -zlib.MAX_WBITS)
    size = int.from_bytes(message[:4], "little")
    header, bodies = json.loads(message[4 : 4 + size]), message[4 + size :]
    parts = [bodies[one["at"] : one["at"] + one["size"]] for one in header["scenes"]]
    return header, [set(unpack(part)[1]) for part in parts]


def test_what_is_hidden_is_not_in_the_file():
    view = view_of(STATES["window"])
    _, whole = sent(page_file(view, Seen()))
    first, other = {"raw", "output", "rules", "heads"}, {"raw", "output", "rules"}
    assert whole == [first if i == view.head else other for i in range(6)]
    header, less = sent(page_file(view, Seen(show=("mask",), hide=frozenset({"heads"}))))
    assert less == [{"rules"}] and header["stages"] == ["mask"]


def test_a_text_of_sixty_four_tokens_fits_into_four_hundred_kilobytes():
    text = " ".join(f"{TEXT}, number {i}." for i in range(6))
    view = view_of(Settings.of(text=text, mask="causal", pad_to=64))
    assert view.region.keys == 64
    assert len(page_file(view, Seen())) < 400_000


def test_the_drawing_is_the_very_same_script():
    script, board = joined("standalone/standalone.js"), joined("board/board.js")
    for module in ("board/redraw.js", "board/overlay.js", "shared/pictures.js", "row/steps.js"):
        own, other = (
            text.split(f"/* {module} */\n")[1].split("/* ")[0] for text in (script, board)
        )
        assert own == other and len(own) > 1_000


@pytest.mark.parametrize("name", STATES)
def test_every_odd_row_is_spoken_of_and_no_other(name):
    view, found = view_of(STATES[name]), {}
    for row in range(view.region.queries):
        said = remarks(row_of(asked_row(view, row + view.region.offset, 0)))
        found |= {row: said} if said else {}
    assert dict(odd_rows(view)) == found
    assert bool(found) == (name not in ("window", "alibi", "heads", "capped"))


@pytest.mark.parametrize("name", STATES)
def test_weights_are_left_out_where_the_page_works_them_out(name):
    assert derives(scene_of(view_of(STATES[name]))) == (name != "half")
