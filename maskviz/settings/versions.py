"""What a state says, read version by version: every version ever given out opens for ever."""

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType
from typing import Any, TypeGuard

from maskviz.masks.compose import read_term, term_of
from maskviz.masks.facts import PICKS
from maskviz.masks.kinds import quoted
from maskviz.masks.painting import POSITIONS, Biases, read_biases
from maskviz.settings.declared import CONTROLS, DEFAULTS, HEADS, LAYERS, Settings
from maskviz.settings.kinds import Many, TermText
from maskviz.settings.slots import CUSTOM, PAINTED, PARTS, Page, SlotMask, slot_of

WHOSE: tuple[int | str, ...] = ("all", *HEADS)
SLOTS = frozenset(slot_of(*side) for side in product(("self", *PARTS), WHOSE, (None, *LAYERS)))


class LinkError(ValueError):
    """A link or state file that holds no settings; the message says why."""


def read_data(data: Any) -> tuple[Settings, list[str]]:
    """Settings from the JSON data of a state, and a sentence for each part that was ignored."""
    if not isinstance(data, dict):
        raise LinkError(f"a state is a list of settings, not {type(data).__name__}")
    return reader(data.get("v"))(data)


def reader(version: Any) -> "Reader":
    """The reader of a version; LinkError for one that this page does not know."""
    if type(version) is int and version in READERS:
        return READERS[version]
    known = ", ".join(map(str, READERS))
    raise LinkError(f"it is of version {quoted(version)} and this page reads version {known}")


def read_v1(data: Mapping) -> tuple[Settings, list[str]]:
    """Version 1 says every setting, defaults included: take every part that is valid, name every
    part that is not."""
    ignored: list[str] = []
    values = dict(DEFAULTS)
    for key, value in section(data, "values", ignored).items():
        if key not in CONTROLS:
            ignored.append(f"this page has no setting “{key[:40]}”")
        elif problem := CONTROLS[key].kind.problem(value):
            ignored.append(f"{key}: {problem}")
        else:
            values[key] = taken(key, value)
    slots = read_slots(section(data, "slots", ignored), ignored)
    book = read_book(section(data, "book", ignored), ignored)
    picks = {}
    for name, found in section(data, "picks", ignored).items():
        if name in PICKS and positions(found, POSITIONS):
            picks[name] = tuple(sorted(set(found)))
        else:
            ignored.append(f"the tokens picked as “{name[:40]}”")
    locked = data.get("locked")
    if locked is not None and not (positions(locked, POSITIONS) and len(locked) == 2):
        ignored.append("the locked cell: it is not a pair of positions")
        locked = None
    locked = tuple(locked) if locked else None
    return Settings.of(**values, slots=slots, book=book, picks=picks, locked=locked), ignored


def taken(key: str, value: Any) -> Any:
    """A value without a problem as the settings hold it: a list as a tuple, a mask as its term."""
    match CONTROLS[key].kind:
        case Many():
            return tuple(value)
        case TermText():
            return term_of(value)
    return value


def section(data: Mapping, name: str, ignored: list[str]) -> Mapping[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, dict):
        ignored.append(f"“{name}” is {type(found).__name__}, not a list of settings")
        return {}
    return found


def positions(found: Any, below: int) -> TypeGuard[list[int]]:
    return isinstance(found, list) and all(type(i) is int and 0 <= i < below for i in found)


def read_slots(found: Mapping, ignored: list[str]) -> dict[str, SlotMask]:
    slots: dict[str, SlotMask] = {}
    for slot, text in found.items():
        if slot not in SLOTS or not isinstance(text, str):
            ignored.append(f"the mask of “{slot[:20]}”")
        elif text == CUSTOM:
            slots[slot] = PAINTED
        else:
            term, wrong = read_term(text)
            ignored += wrong
            if term:
                slots[slot] = term
    return slots


def read_book(found: Mapping, ignored: list[str]) -> dict[str, Page]:
    book = {}
    for slot, page in found.items():
        base = page.get("base") if isinstance(page, dict) else None
        flips = page.get("flips") if isinstance(page, dict) else None
        term, wrong = read_term(base) if isinstance(base, str) else (None, [])
        ignored += wrong
        if slot not in SLOTS or not term or not positions(flips, POSITIONS * POSITIONS):
            ignored.append(f"the painted mask of “{slot[:20]}”")
        else:
            biases = painted(page, slot, ignored)
            book[slot] = Page(term, tuple(sorted(set(flips))), biases)
    return book


def painted(page: Mapping, slot: str, ignored: list[str]) -> Biases:
    """The painted biases of a page; none, and a sentence, when they cannot be read."""
    try:
        return read_biases(page.get("biases", []))
    except ValueError as error:
        ignored.append(f"the painted biases of “{slot[:20]}”: {error}")
        return ()


Reader = Callable[[Mapping], tuple[Settings, list[str]]]
READERS: Mapping[int, Reader] = MappingProxyType({1: read_v1})
