"""Version 2 of links and state files: only what differs from the defaults frozen with it.

What is left out is the default of its model: of `bert`, for one, the text with blanks that the
page opens with. The mask of the controls is not said again as that of its slot, and cells are said
as the steps from one to the next, which pack well.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from maskviz.masks.compose import Term, Typed, typed
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.frozen import Frozen, frozen
from maskviz.settings.parts import read_parts, read_values, section
from maskviz.settings.slots import Page

VERSION = 2
MOST = 2**31  # of a step from cell to cell; more is no cell


def to_data(settings: Settings) -> dict[str, Any]:
    """Settings as plain JSON data.

    A typed text that is no rule yet is left out; the last one that was is in its slot.
    """
    unfinished = [] if isinstance(typed(settings.typed_rule), Typed) else ["typed_rule"]
    usual = frozen(VERSION).base(settings.model)
    usual["model"] = frozen(VERSION).values["model"]
    said = {key: plain(value) for key, value in settings.values.items() if key not in unfinished}
    parts: dict[str, Any] = {
        "values": {k: v for k, v in said.items() if k not in usual or v != usual[k]},
        "slots": {slot: str(mask) for slot, mask in settings.own_slots.items()},
        "book": {slot: page_data(page) for slot, page in settings.book.items()},
        "picks": {name: list(places) for name, places in settings.picks.items()},
        "vectors": {name: list(numbers) for name, numbers in settings.vectors.items()},
        "locked": list(settings.locked) if settings.locked else None,
    }
    return {"v": VERSION} | {name: part for name, part in parts.items() if part}


def plain(value: Any) -> Any:
    """A value as JSON has it: a tuple as a list, a mask as its text."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Term) else value


def page_data(page: Page) -> dict[str, Any]:
    written: dict[str, Any] = {"base": str(page.base), "flips": steps(page.flips)}
    if page.biases:
        written["biases"] = [[bias, steps(cells)] for bias, cells in page.biases]
    if page.matrix:
        written["matrix"] = {"size": [*page.matrix.size], "flips": steps(page.matrix.flips)}
    return written


def steps(cells: Sequence[int]) -> list[int]:
    """Cells in order as the first and the steps from each to the next: 5, 6, 7 are 5, 1, 1."""
    return [*cells[:1], *(after - before for before, after in pairwise(cells))]


def cells_of(found: Any) -> Any:
    """The cells that steps lead to; what is no list of steps stays as it is and is refused."""
    if not isinstance(found, list) or not all(type(n) is int and 0 <= n < MOST for n in found):
        return None
    return list(accumulate(found))


def read_over(model: str, found: Mapping, ignored: list[str]) -> dict[str, Any]:
    """Every setting: as it was sent, else as it was frozen, else, where it is younger, as now."""
    usual, gone = usual_values(frozen(VERSION), model)
    ignored += gone
    return {**DEFAULTS, **usual, **read_values(found, ignored)}


@cache
def usual_values(version: Frozen, model: str) -> tuple[Mapping[str, Any], Sequence[str]]:
    """What is left out as the settings hold it, and a sentence for each that is none any more."""
    gone: list[str] = []
    base = {key: value for key, value in version.base(model).items() if key in DEFAULTS}
    return read_values(base, gone), gone


def read_v2(data: Mapping) -> tuple[Settings, list[str]]:
    """Take every part that is valid, name every part that is not."""
    ignored: list[str] = []
    found = section(data, "values", ignored)
    said = read_values({"model": found.get("model", frozen(VERSION).values["model"])}, [])
    values = read_over(said.get("model", DEFAULTS["model"]), found, ignored)
    return read_parts(data, values, ignored, cells_of), ignored
