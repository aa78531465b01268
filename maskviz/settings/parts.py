"""The parts of a state as anybody may have written them: what can be read is, the rest is named."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from typing import Any, TypeGuard

from maskviz.masks.compose import Term, read_term, term_of
from maskviz.masks.compose.reading import LONGEST
from maskviz.masks.facts import PICKS, VECTORS
from maskviz.masks.painting import POSITIONS, Biases, read_biases
from maskviz.settings.declared import CONTROLS, HEADS, LAYERS, Settings
from maskviz.settings.kinds import Many, TermText
from maskviz.settings.slots import CUSTOM, PAINTED, PARTS, OwnMatrix, Page, SlotMask, slot_of

WHOSE: tuple[int | str, ...] = ("all", *HEADS)
MASKS_LIMIT = len(LAYERS) * len(HEADS) * LONGEST  # characters: the longest mask in every head
SLOTS = frozenset(slot_of(*side) for side in product(("self", *PARTS), WHOSE, (None, *LAYERS)))

Reading = Callable[[str], tuple[Term | None, list[str]]]


def same(cells: Any) -> Any:
    return cells


def read_values(found: Mapping, ignored: list[str]) -> dict[str, Any]:
    """Every setting whose value is one that its control could have."""
    values = {}
    for key, value in found.items():
        if key not in CONTROLS:
            ignored.append(f"this page has no setting “{key[:40]}”")
        elif problem := CONTROLS[key].kind.problem(value):
            ignored.append(f"{key}: {problem}")
        else:
            values[key] = taken(key, value)
    return values


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


def read_parts(
    data: Mapping, values: Mapping, ignored: list[str], cells: Callable[[Any], Any] = same
) -> Settings:
    """Settings of values that were read and of the other parts of a state."""
    slots, book = read_masks(data, ignored, cells)
    picks = read_picks(section(data, "picks", ignored), ignored)
    locked = read_locked(data.get("locked"), ignored)
    vectors = read_vectors(section(data, "vectors", ignored), ignored)
    return Settings.of(
        **values, slots=slots, book=book, picks=picks, vectors=vectors, locked=locked
    )


def read_masks(
    data: Mapping, ignored: list[str], cells: Callable[[Any], Any] = same
) -> tuple[dict[str, SlotMask], dict[str, Page]]:
    """The masks and what was painted, by slots; each text is read once, and too much not at all."""
    slots, book = section(data, "slots", ignored), section(data, "book", ignored)
    bases = [page.get("base") for page in book.values() if isinstance(page, dict)]
    texts = {text for text in [*slots.values(), *bases] if isinstance(text, str)}
    if (size := sum(n for n in map(len, texts) if n <= LONGEST)) > MASKS_LIMIT:
        ignored.append(f"the masks: they have {size:,} characters and {MASKS_LIMIT:,} are read")
        return {}, {}
    read = cache(read_term)
    return read_slots(slots, ignored, read), read_book(book, ignored, cells, read)


def read_slots(
    found: Mapping, ignored: list[str], read: Reading = read_term
) -> dict[str, SlotMask]:
    slots: dict[str, SlotMask] = {}
    for slot, text in found.items():
        if slot not in SLOTS or not isinstance(text, str):
            ignored.append(f"the mask of “{slot[:20]}”")
        elif text == CUSTOM:
            slots[slot] = PAINTED
        else:
            term, wrong = read(text)
            ignored += wrong
            if term:
                slots[slot] = term
    return slots


def read_book(
    found: Mapping,
    ignored: list[str],
    cells: Callable[[Any], Any] = same,
    read: Reading = read_term,
) -> dict[str, Page]:
    """What was painted, by slots; `cells` makes cells of the list that stands for them."""
    book = {}
    for slot, page in found.items():
        base = page.get("base") if isinstance(page, dict) else None
        flips = cells(page.get("flips")) if isinstance(page, dict) else None
        term, wrong = read(base) if isinstance(base, str) else (None, [])
        ignored += wrong
        if slot not in SLOTS or not term or not positions(flips, POSITIONS * POSITIONS):
            ignored.append(f"the painted mask of “{slot[:20]}”")
        else:
            biases = painted(page, slot, ignored, cells)
            matrix = own_matrix(page, slot, ignored, cells)
            book[slot] = Page(term, tuple(sorted(set(flips))), biases, matrix)
    return book


def own_matrix(
    page: Mapping, slot: str, ignored: list[str], cells: Callable[[Any], Any] = same
) -> OwnMatrix | None:
    """The matrix that a page began as; None where it began as a mask, and where it is no matrix."""
    if (found := page.get("matrix")) is None:
        return None
    size = found.get("size", []) if isinstance(found, dict) else []
    flips = cells(found.get("flips")) if isinstance(found, dict) else None
    sized = positions(size, POSITIONS + 1) and len(size) == 2 and min(size) > 0
    if not sized or not positions(flips, POSITIONS * POSITIONS):
        ignored.append(f"the matrix of “{slot[:20]}”")
        return None
    queries, keys = size
    return OwnMatrix(queries, keys, tuple(sorted(set(flips))))


def painted(
    page: Mapping, slot: str, ignored: list[str], cells: Callable[[Any], Any] = same
) -> Biases:
    """The painted biases of a page; none, and a sentence, when they cannot be read."""
    found = page.get("biases", [])
    if isinstance(found, list):
        found = [[e[0], cells(e[1])] if isinstance(e, list) and len(e) == 2 else e for e in found]
    try:
        return read_biases(found)
    except ValueError as error:
        ignored.append(f"the painted biases of “{slot[:20]}”: {error}")
        return ()


def read_picks(found: Mapping, ignored: list[str]) -> dict[str, tuple[int, ...]]:
    picks = {}
    for name, places in found.items():
        if name in PICKS and positions(places, POSITIONS):
            picks[name] = tuple(sorted(set(places)))
        else:
            ignored.append(f"the tokens picked as “{name[:40]}”")
    return picks


def read_vectors(found: Mapping, ignored: list[str]) -> dict[str, tuple[int, ...]]:
    vectors = {}
    for name, numbers in found.items():
        if name not in VECTORS:
            ignored.append(f"the numbers given as “{name[:40]}”")
        elif problem := VECTORS[name].problem(numbers):
            ignored.append(problem)
        else:
            vectors[name] = tuple(numbers)
    return vectors


def read_locked(found: Any, ignored: list[str]) -> tuple[int, int] | None:
    if found is None:
        return None
    if positions(found, POSITIONS) and len(found) == 2:
        return found[0], found[1]
    ignored.append("the locked cell: it is not a pair of positions")
    return None
