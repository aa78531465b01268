"""The board of a view: its parts as the browser draws them, and what a click in them does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from maskviz.analysis.covered import covered
from maskviz.analysis.effect import effect, usual_effect
from maskviz.analysis.headmask import named
from maskviz.analysis.view import View
from maskviz.analysis.working import head_weights, working
from maskviz.stage.board import Address, board, board_message
from maskviz.stage.flow import flow_message
from maskviz.stage.pack import as_json
from maskviz.stage.rings import Ring
from maskviz.stage.row import Row, row_message
from maskviz.stage.scene import scene_message
from maskviz.stage.working import weights_message, working_message
from maskviz.ui.board import taking
from maskviz.ui.board.answers import answers
from maskviz.ui.board.figures import figures, foretold
from maskviz.ui.board.glossary import on_pictures
from maskviz.ui.board.heading import heading
from maskviz.ui.board.opened import STEPS, WHOLE, offer, opened
from maskviz.ui.board.picks import picks
from maskviz.ui.board.picture import flow_of, hand, row_at
from maskviz.ui.board.scenes import scene_of
from maskviz.ui.kit.taken import Take, taken
from maskviz.ui.kit.taken import taking as pressed_in
from maskviz.ui.shell import DRAWN, titled
from maskviz.ui.state.asking import BOARD, ask_page
from maskviz.ui.state.hidden import BOARD as BOARD_HIDES
from maskviz.ui.state.hidden import PLACES
from maskviz.ui.state.seen import Seen, seen
from maskviz.ui.state.writing import address_of

HELD = "board_held"  # what was sent last, by the names of its parts


def parts_of(
    view: View,
    address: Address | None,
    buttons: Sequence[Mapping[str, Any]],
    shown: Seen,
    rings: Sequence[Ring] = (),
) -> dict[str, bytes]:
    """The parts of the board in the order of drawing; the stage is what one waits for. What is
    hidden is not among them; without an address the page has words of its own."""
    if shown.hides("prediction"):
        view = covered(view)
    this, own, row, hides = effect(view), usual_effect(view), row_at(view), shown.hides
    thumbs = not hides("heads") and "weights" in shown.stages
    found = {
        "stage": scene_message(scene_of(view), shown.stages, thumbs=thumbs),
        "hand": as_json(hand(view)),
    }
    if address is not None:
        found["words"] = as_json(heading(view, address, shown))
    if address is not None and not shown.alone:
        found["glossary"] = on_pictures()
    if not hides("picks"):
        found["picks"] = as_json(picks(view))
    if not hides("figures"):
        said = [] if hides("prediction") else [foretold(view, this, own)]
        found["figures"] = as_json([*said, *figures(view, this)])
    if not hides("flow"):
        found |= whole(view, ringed=any(ring.part == "flow" for ring in rings))
    if not hides("row"):
        found |= {"row": row_message(row), **steps_of(view, row)}
    if not hides("prediction"):
        found["answers"] = as_json(answers(view, this, own))
    if not hides("panels"):
        found["panels"] = as_json(buttons)
    return found


def whole(view: View, *, ringed: bool) -> dict[str, bytes]:
    """The model around the picture: its fold, and what is in it where that is open."""
    is_open = ringed or WHOLE in opened()
    fold = {"whole": as_json(is_open)}
    if not is_open:
        return fold
    return fold | {"flow": flow_message(flow_of(view)), "layer": as_json(view.settings.layer)}


def steps_of(view: View, row: Row) -> dict[str, bytes]:
    """What the row needs besides while it is shown step by step."""
    if STEPS not in opened():
        return {}
    return {
        "working": working_message(working(view, row)),
        "weights": weights_message(head_weights(view)),
    }


def show_board(
    view: View,
    buttons: Sequence[Mapping[str, Any]] = (),
    *,
    shown: Seen | None = None,
    rings: Sequence[Ring] = (),
    title: str = "",
) -> None:
    """Send what the browser does not have yet.

    buttons  what can be opened under the board: name, title and whether it is open
    shown    what is seen of it; what the link says where nothing is given
    rings    what to look at
    title    of the page, where the board is a part of one that has words and an address of its own
    """
    address = None if title else address_of(view.settings)
    offer([button["name"] for button in buttons])
    shown = shown or seen()
    st.session_state[BOARD_HIDES] = shown.hidden
    parts = parts_of(view, address, buttons, shown, rings)
    parts["seen"] = as_json(told_seen(shown, rings))
    held = st.session_state.get(HELD, {})
    if not title:
        st.session_state[DRAWN] = title = titled(named(view.shown, view.head))
    pressed = taken(BOARD)
    message, st.session_state[HELD] = board_message(parts, held, address, title, pressed)
    takes = {name: asking(take) for name, take in PRESSED.items()}
    states = {name: called(name, take) for name, take in STATES.items()}
    board(message, key=BOARD, told={**states, "told": pressed_in(BOARD, takes)})


def told_seen(shown: Seen, rings: Sequence[Ring]) -> dict[str, Any]:
    """The part `seen` of the board."""
    return {
        "hide": sorted(shown.hidden & PLACES.keys()),
        "stages": shown.stages,
        "large": shown.stage,
        "type": shown.type,
        "alone": shown.alone,
        "rings": [asdict(ring) for ring in rings],
    }


def asking(take: Callable[..., bool | None]) -> Take:
    """`take`, and where it changes the sidebar, it returns True and the whole page is drawn
    again."""

    def answer(value: Any) -> None:
        if take(value):
            ask_page()

    return answer


def called(name: str, take: Callable[..., bool | None]) -> Callable[[], None]:
    """A callback that hands a state of the board to `take`."""
    return lambda: asking(take)(st.session_state[BOARD][name])


def send_all(_names: object) -> None:
    """The browser lacks a part that it was sent: another tab, or a message that was overtaken."""
    st.session_state[HELD] = {}


STATES: Mapping[str, Callable[..., bool | None]] = {
    "locked": taking.take_lock,
    "paint": taking.take_paint,
}
PRESSED: Mapping[str, Callable[..., bool | None]] = {
    "head": taking.take_head,
    "layer": taking.take_layer,
    "chip": taking.take_chip,
    "pick": taking.take_pick,
    "token": taking.take_token,
    "panel": taking.take_panel,
    "lacks": send_all,
    "arrived": taking.take_address,
}
