"""What is done on the board: what it changes, what it leaves true, and what is not believed."""

import math
from functools import partial

import pytest

from maskviz.masks.painting import POSITIONS
from maskviz.settings.link import make_link
from maskviz.stage.board import board_message
from maskviz.ui.board.board import PRESSED
from tests.states import slots_of, state
from tests.ui.onscreen import stale
from tests.ui.page import board, healthy, opened, state_of, told

TEXT = "The king sat."
STATES = {
    "first": {},
    "heads": {"each": "true", "head": "2"},
    "layers": {"each_layer": "true"},
    "batch": {"texts": "3", "text_2": "A fox", "row": "2"},
    "bert": {"model": "bert", "text": "The ___ sat."},
    "dates": {"model": "dates", "part": "encoder"},
}
PAGE = {"base": "sliding_window(window=4)", "flips": [3 * POSITIONS + 1]}
DONE = {
    "locked": ({"q": 3, "k": 1}, {"q": 2, "k": 2}, None),
    "head": (1, 0),
    "layer": (0, 1),
    "chip": ("and_padding", "and_padding"),
    "pick": ({"name": "doc", "on": [0, 2]}, {"name": "doc", "on": [0]}),
    "panel": ("code", "code"),
    "lacks": (["stage"],),
}
WRONG = (
    None, True, -1, 7.5, 10**30, math.inf, math.nan, "", "1", "x" * 10_000, [], [1], [[]], {},
    {"q": 1}, {"q": "1", "k": 2}, {"q": True, "k": 0}, {"q": 2.0, "k": 1}, {"q": -1, "k": 0},
    {"q": POSITIONS, "k": 0}, {"name": "doc"}, {"name": [], "on": [1]}, {"name": {}},
    {"name": "doc", "on": ["1"]}, {"name": "doc", "on": [10**9]}, {"on": [1]},
    {"name": "nobody", "on": [1]}, {"name": "doc", "on": 1},
)  # fmt: skip


@pytest.mark.parametrize("where", STATES.values(), ids=STATES)
def test_the_sidebar_stays_true(where):
    """It is drawn again where what was done is to be seen in it."""
    page = opened(**{"text": TEXT, "mask": "document", **where})
    alone = set()
    for name, values in DONE.items():
        for value in values:
            left = stale(page, "", partial(page.did, name, value))
            assert not left, f"{name} {value!r}"
            alone |= {name} if left is not None else set()
    assert {"locked", "pick", "panel", "lacks"} <= alone


def test_strokes_leave_the_sidebar_true():
    page = opened(text=TEXT)
    more = PAGE | {"flips": [3 * POSITIONS + 1, 4 * POSITIONS + 1]}
    for book, first in (({"all": PAGE}, True), ({"all": more}, False), ({}, True)):
        left = stale(page, "", partial(page.did, "paint", book))
        assert not left and (left is None) == first
        assert page.selectbox(key="mask").value == ("custom" if book else "sliding_window")
    assert slots_of(state_of(page)) == {"all": "sliding_window(window=4)"}


def test_what_was_painted_on_another_mask_is_undone_behind_the_mask_that_was_chosen():
    page = opened(text=TEXT)
    page.did("paint", {"all": PAGE})
    page.selectbox(key="mask").select("chunk").run()
    assert not stale(page, "", partial(page.did, "paint", {}))
    assert slots_of(state_of(page)) == {"all": "chunk(size=4)"}
    assert page.selectbox(key="mask").value == "chunk" and "Chunk" in board(page).title


def kept(page) -> dict:
    """All that a link, a panel or a note would say."""
    names = ("kept", "slots", "book", "picks", "locked", "slot")
    found = {name: page.session_state[name] for name in names}
    panels = page.session_state.get("panels_open", frozenset())
    return {**found, "panels": panels, "notes": board(page).notes}


@pytest.mark.parametrize("name", ["locked", "paint", *PRESSED])
def test_what_is_no_such_thing_changes_nothing(name):
    settings = state(
        {"all": "custom"},
        {"all": PAGE},
        mask="custom",
        locked=(3, 2),
        text=TEXT,
        picks={"doc": (1,)},
    )
    page = opened(p=make_link(settings))
    before = kept(page)
    for value in WRONG:
        if (name == "locked" and value is None) or (name == "paint" and isinstance(value, dict)):
            continue  # nothing is locked; a book without what was painted
        if name == "arrived" and isinstance(value, str):
            continue  # an address
        page.did(name, value)
        assert kept(healthy(page)) == before, f"{name} {value!r}"


def test_a_page_that_cannot_be_read_is_told():
    page = opened(text=TEXT)
    pages = (5, {}, {"base": 3}, {**PAGE, "flips": "many"}, {**PAGE, "base": "causal("})
    for book in [*({"all": page} for page in pages), {"nowhere": PAGE}]:
        page.did("paint", book)
        assert "Ignored from what was painted" in told(healthy(page)), book
        assert not state_of(page).book and not board(page).hand["book"]


def test_what_the_board_does_not_offer_here_is_not_done():
    page = opened(model="bert", text="The cat sat.", mask="causal")
    before = kept(page)
    for name, value in (("head", 99), ("layer", 99), ("token", 5), ("chip", "mask")):
        page.did(name, value)
        assert kept(healthy(page)) == before, name


def test_a_part_that_is_lacking_is_sent_and_nothing_else_changes():
    page = opened(text=TEXT)
    page.did("panel", "files")
    assert board(page).sent == {"panels"}
    drawn = dict(board(page).parts)
    page.did("lacks", ["stage", "row"])
    assert board(page).sent == {*drawn} and board(page).parts == drawn


def test_the_row_step_by_step_is_sent_while_it_is_open_and_weights_once():
    page = opened(text=TEXT, mask="causal")
    assert not {"working", "weights"} & {*board(page).parts}
    page.did("panel", "steps")
    assert board(page).sent == {"working", "weights"}
    page.did("locked", {"q": 2, "k": 1})
    assert {"working", "weights"} & board(page).sent == {"working"}
    page.did("head", 3)
    assert {"working", "weights"} <= board(page).sent
    page.did("panel", "steps")
    assert not {"working", "weights"} & {*board(page).parts}


def test_another_layer_sends_the_flow_no_more_and_a_change_stays_within_its_bytes():
    text = "The king and the queen had a little girl " * 7  # 64 tokens
    page = opened(text=text, mask="causal")
    page.did("panel", "steps")
    for name, value in (("layer", 2), ("head", 3), ("locked", {"q": 30, "k": 3})):
        page.did(name, value)
        sent = {part: board(page).parts[part] for part in board(page).sent}
        assert ("flow" in sent) == (name == "locked")
        message, _ = board_message(sent, {}, None, "")
        assert len(message) <= 40_000, (name, len(message))


def test_a_tab_that_is_elsewhere_than_its_session_began_takes_the_session_there():
    """After a lost connection Streamlit names the address with which the tab was opened."""
    page = opened(text=TEXT)
    assert board(page).address["asked"] == "?text=The+king+sat."
    page.did("arrived", "?mask=chunk&text=A+fox")
    assert "asked" not in board(page).address and not page.alone
    assert (state_of(page).mask, state_of(page).text) == ("chunk", "A fox")
    assert page.selectbox(key="mask").value == "chunk"


def test_a_panel_is_opened_and_closed_and_stays_open_beside_another_mask():
    page = healthy(opened(text=TEXT).did("panel", "code"))
    assert page.alone and board(page).panels["code"]["open"]
    assert "def sliding_window" in page.code[0].value
    page.selectbox(key="mask").select("chunk").run()
    assert board(page).panels["code"]["open"] and "def chunk" in page.code[0].value
    page.did("panel", "code")
    assert not board(healthy(page)).panels["code"]["open"] and not page.code
