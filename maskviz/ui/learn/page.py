"""The page "Lessons": all of them as a list, or one step with its words and the board."""

from typing import Any

import streamlit as st

from maskviz.analysis.view import View
from maskviz.stage.lesson import lesson
from maskviz.stage.rings import STAGES, Ring
from maskviz.teaching.lessons.told import Told
from maskviz.ui import state
from maskviz.ui.board.board import send_all, show_board
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.taken import taken, taking
from maskviz.ui.learn.listing import show_list
from maskviz.ui.learn.message import SHOWN, id_of, message
from maskviz.ui.learn.where import (
    Where,
    after,
    before,
    go,
    now,
    own,
    read_where,
    told_at,
    write_where,
)
from maskviz.ui.looking import looked_at
from maskviz.ui.shell import titled
from maskviz.ui.state.asking import BOARD, ask_board, ask_page, board_drawn
from maskviz.ui.state.seen import Seen, seen
from maskviz.ui.state.writing import NO_LINK

BESIDE = "lesson_step"  # the key of what holds both
MOST_ROWS = 12  # of a covered picture
WORDS = "lesson"  # the key of the component
CHOSEN = "learn_chosen"  # (lesson, step) -> the choice that was made, SHOWN where none was


def show() -> None:
    """The whole page."""
    show_style("learn")
    if read_where() is None:
        show_list()
        return
    show_step()


@st.fragment(key=BOARD)
def show_step() -> None:
    """A step: its words, and the board, which the visitor may change."""
    where = now()
    if where is None or (step := told_at(where)) is None or (view := looked_at()) is None:
        return
    chosen, mine = choices().get(key_of(where)), own(view.settings, where.step)
    problem = write_where(where, view.settings)
    notes = [*state.notes(), *view.batch.notes, *([NO_LINK.format(problem)] if problem else [])]
    show_notes(notes)
    large = seen().type == "large"
    words = message(where, step, view.settings, chosen, not mine, large)
    with st.container(key=BESIDE):
        draw_step(where, view, step, words)
    board_drawn()


def draw_step(where: Where, view: View, step: Told, words: dict[str, Any]) -> None:
    """The words, and the board beside them where there is room. While a question covers the mask
    there is no board: whatever stands on it would tell."""
    chosen, link = choices().get(key_of(where)), seen()
    covered = step.asked.covered if step.asked and chosen is None else ()
    words["cover"] = cover(view, step) if "mask" in covered else None
    words["taken"] = taken(WORDS)
    takes = {"go": take_go, "choose": take_choice, "restore": take_back}
    lesson(words, key=WORDS, told=taking(WORDS, takes))
    title = titled(f"{step.lesson_title}: {step.title}")
    st.set_page_config(page_title=title)  # also where no board stands that says it
    if words["cover"]:
        send_all(())
        return
    rings = [ring for ring in step.rings if ring.part not in covered and inside(ring, view)]
    show_board(view, shown=seen_of(step, covered, link), rings=rings, title=title)


def cover(view: View, step: Told) -> dict[str, Any]:
    """The rows and columns of a picture without its cells; of a long text the row asked about."""
    region, asked = view.region, next((ring.q for ring in step.rings if ring.q is not None), None)
    rows = [*range(region.offset, region.offset + region.queries)]
    if len(rows) > MOST_ROWS and asked in rows:
        rows = [asked]
    return {
        "rows": [view.asks(q) for q in rows],
        "keys": list(view.words),
        "row": rows.index(asked) if asked in rows else None,
    }


def seen_of(step: Told, covered: tuple[str, ...], link: Seen) -> Seen:
    """What is seen of the board: what the step shows, less what the link hides or the question
    covers."""
    stages = [stage for stage in link.show or step.show or STAGES if stage not in covered]
    large = link.stage or step.stage
    hide = {*step.hide, *(part for part in covered if part not in STAGES)}
    if "mask" not in stages:
        hide.add("tools")  # there is nothing to paint on
    return Seen(
        link.hide | hide,
        tuple(stages),
        "" if large in covered else large,
        link.type,
        link.alone,
    )


def inside(ring: Ring, view: View) -> bool:
    """Whether the picture, which may be another than the step's, has what is ringed."""
    region = view.region
    rows = range(region.offset, region.offset + region.queries)
    return (ring.q is None or ring.q in rows) and (ring.k is None or ring.k < region.keys)


def choices() -> dict[tuple[str, int], str]:
    return st.session_state.setdefault(CHOSEN, {})


def key_of(where: Where) -> tuple[str, int]:
    return where.lesson.name, where.number


def take_go(asked: Any) -> None:
    """Next or back, by button or key; what is neither does nothing."""
    where = now()
    ways = {"next": after, "back": before}
    if where is None or not isinstance(asked, str) or asked not in ways:
        return
    if (found := ways[asked](where)) is not None:
        go(found)
        ask_page()


def take_choice(asked: Any) -> None:
    """An answer to the step that is open; the first one stays, and only it uncovers what is
    right."""
    where = now()
    if where is None or where.step.question is None or key_of(where) in choices():
        return
    if not isinstance(asked, dict) or (step := told_at(where)) is None or step.asked is None:
        return
    if asked.get("step") != id_of(step):
        return  # pressed on a step that is gone
    key = asked.get("key")
    choices()[key_of(where)] = key if isinstance(key, str) and key in step.asked.choices else SHOWN
    ask_board()


def take_back(asked: Any) -> None:
    """The own picture of the step that is open."""
    if (where := now()) and (step := told_at(where)) and asked == id_of(step):
        go(where)
        ask_page()
