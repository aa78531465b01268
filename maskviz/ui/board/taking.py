"""What a click on the board does. What comes over the wire is checked before it is believed.

Each returns True where the sidebar shows something else afterwards.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maskviz.analysis.picked import clicked
from maskviz.settings.declared import CONTROLS
from maskviz.settings.kinds import TEXT_LIMIT
from maskviz.settings.numbered import CONTEXT, text_key
from maskviz.settings.parts import read_book
from maskviz.settings.slots import PAINTED, Page, Painted
from maskviz.ui import state
from maskviz.ui.board.added import SWITCHES
from maskviz.ui.board.opened import LED, STEPS, WHOLE, fold_whole, toggle
from maskviz.ui.board.picks import asked
from maskviz.ui.looking import looked_at
from maskviz.ui.state.address import read_search
from maskviz.ui.state.hidden import out_of_reach
from maskviz.ui.state.slots import current_base, current_slot, set_slot

ADDRESS_LIMIT = 100_000  # characters; a link has at most 8,000, and longer ones are told why


HELD_BY = {STEPS: "row", WHOLE: "flow"}  # what is opened -> the place that hides it, if not panels


def place(value: Any) -> bool:
    return type(value) is int and 0 <= value < CONTEXT


def take_lock(cell: Any) -> bool:
    if cell is None:
        state.set_extra("locked", None)
    elif isinstance(cell, dict) and place(cell.get("q")) and place(cell.get("k")):
        state.set_extra("locked", (cell["q"], cell["k"]))
    return False


def take_paint(book: Any) -> bool:
    """A stroke makes the painted copy the mask of its slot; undoing all gives the old one back."""
    if not isinstance(book, dict) or out_of_reach("paint") or out_of_reach("tools"):
        return False
    ignored: list[str] = []
    slot, before, shown = current_slot(), state.extra("book"), menu()
    painted = isinstance(state.extra("slots").get(slot), Painted)
    pages = with_matrices(read_book(book, ignored), before)
    state.note_ignored("what was painted", ignored)
    state.set_extra("book", pages)
    if slot in pages and not painted:
        set_slot(slot, PAINTED)
    elif slot in before and slot not in pages and painted:
        set_slot(slot, before[slot].base)
    return menu() != shown


def with_matrices(pages: dict[str, Page], before: Mapping[str, Page]) -> dict[str, Page]:
    """The pages as painted, each on the matrix it began as, of which the stage is not told."""
    own = {slot: page.matrix for slot, page in before.items() if page.matrix}
    return {slot: replace(page, matrix=own.get(slot)) for slot, page in pages.items()}


def menu() -> tuple[bool, Any, Any]:
    """What the sidebar's menu of masks and the controls below it depend on."""
    slot = current_slot()
    return slot in state.extra("book"), state.extra("slots").get(slot), current_base()


def take_number(key: str, value: Any) -> bool:
    """A layer or a head: the sidebar has a control of it."""
    if CONTROLS[key].kind.problem(value) or out_of_reach(key):
        return False
    state.put(**{key: value})
    return True


def take_head(head: Any) -> bool:
    if out_of_reach("heads"):
        return False
    return take_number("head", head) and (state.kept("each"))


def take_layer(layer: Any) -> bool:
    return not out_of_reach("flow") and take_number("layer", layer)


def take_chip(key: Any) -> bool:
    known = key in [name for name, _ in SWITCHES.values()]
    if not known or out_of_reach(key):
        return False
    state.put(**{key: not state.kept(key)})
    return True


def take_address(search: Any) -> bool:
    if not isinstance(search, str) or len(search) > ADDRESS_LIMIT:
        return False
    read_search(search)
    return True


def take_panel(name: Any) -> bool:
    if name == LED:
        return fold_whole()
    if isinstance(name, str) and not out_of_reach(HELD_BY.get(name, "panels")):
        toggle(name)
    return False


def take_pick(value: Any) -> bool:
    """A token was clicked in one of the rows of tokens: which of its tokens are on now."""
    if not isinstance(value, dict) or out_of_reach("picks") or (view := looked_at()) is None:
        return False
    name, rows = value.get("name"), asked(view)
    if not isinstance(name, str) or name not in rows:
        return False
    on = value.get("on")
    if isinstance(on, list) and all(place(k) and k < view.region.keys for k in on):
        facts, before = view.region.facts, state.extra("picks")
        state.set_extra("picks", clicked(facts, rows[name], set(on), before))
    return False


def take_token(token: Any) -> bool:
    """Write a token at the end of the row's text, or where its blank stands."""
    if out_of_reach("prediction"):
        return False
    view = looked_at()
    if (
        view is None
        or out_of_reach(text_key(view.row + 1))
        or type(token) is not int
        or not 0 <= token < view.shipped.shape.vocab
    ):
        return False
    text, row = view.batch.texts[view.row], view.locked[0]
    if view.shipped.plan.predicts_next:
        first, end = len(text), len(text)
    elif row in view.blanks:
        first, end = view.batch.spans[view.row][row]
    else:
        return False
    changed = text[:first] + view.shipped.target.decode([token]) + text[end:]
    if len(changed) > TEXT_LIMIT:
        state.note(f"The text has {len(changed):,} characters then; {TEXT_LIMIT:,} are the limit.")
        return False
    state.put(**{text_key(view.row + 1): changed})
    state.set_extra("locked", None)
    return True
