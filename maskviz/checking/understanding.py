"""From whatever somebody has to every way in which it can be understood as a mask."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from maskviz.checking.fault import CheckError, of_matrix, of_rule
from maskviz.checking.given import brought
from maskviz.checking.latex import rule_of_cases
from maskviz.checking.places import of_places
from maskviz.checking.rules import CHARACTERS, HEADS, PLACE, SIGN, Ruled, freed, like_rule, ruled
from maskviz.checking.understood import Kind, Understood
from maskviz.masks.compose import Typed, typed
from maskviz.masks.kinds import Facts
from maskviz.masks.rule import Rule, RuleError, compile_rule
from maskviz.matrices.code import CodeError, Places, is_code, is_program, made
from maskviz.matrices.code.names import TOKENS
from maskviz.matrices.error import MatrixError, check_size, told
from maskviz.matrices.reading import Brought, Reading, arrays, of_made, readings
from maskviz.matrices.reading.archives import is_binary
from maskviz.matrices.reading.sides import form_of


def understand(
    raw: Any,
    given: Mapping[str, Any] | None = None,
    *,
    queries: int | None = None,
    keys: int | None = None,
    facts: Facts | None = None,
    array: int = 0,
) -> Understood:
    """Every way to understand it.

    raw            a text, the bytes of a file, or an array of torch, NumPy or lists
    given          values for names that a rule or code leaves open
    queries, keys  over which a rule or a function of places is drawn; one alone stands for both
    facts          what is known of each token, for a rule that looks it up
    array          which of several arrays is looked at

    Errors: CheckError, one sentence, for what holds no mask.
    """
    keys_wanted = keys or queries or TOKENS
    size = (queries or keys_wanted, keys_wanted)
    if isinstance(raw, str):
        raw = rule_of_cases(raw)
    text = raw if isinstance(raw, str) else ""
    if isinstance(raw, bytes) and not is_binary(raw):
        text = raw.decode("utf-8", "replace")
    try:
        check_size(*size)
        if not isinstance(raw, str | bytes):
            return of_arrays([brought(raw)], 0, "matrix")
        if not 0 < len(text.strip()) <= CHARACTERS:
            return of_text(raw, given or {}, size, array)
        return of_rule_or_text(raw, text, given or {}, size, facts or {}, array)
    except MatrixError as fault:
        raise fault if isinstance(fault, CheckError) else of_matrix(fault, text) from None
    except RuleError as fault:
        raise of_rule(fault) from None


def of_cells(cells: np.ndarray) -> Understood:
    """A matrix, bool (q, k), of which it is known that True = may read; it has one reading."""
    found = brought(cells)
    means = "True = may read, False = blocked"
    reading = Reading(form_of(found), means, [cells], ["the mask"])
    return Understood("matrix", ["the matrix"], 0, found, [reading])


def of_rule_or_text(
    raw: str | bytes,
    text: str,
    given: Mapping[str, Any],
    size: tuple[int, int],
    facts: Facts,
    array: int,
) -> Understood:
    """A short text: a rule where it is one, else a matrix or code, else a rule with a fault."""
    if isinstance(wrong := typed(text), Typed):
        return of_ruled(ruled(wrong.rule, given, facts, size), size, others(raw, wrong.rule))
    opened = freed(text, wrong, given, size)
    if isinstance(opened, Brought):
        return of_ruled_or_code(
            text, opened, given, facts, size, near(wrong) if opened.opened else ()
        )
    if like_rule(text) and not is_code(text):
        raise wrong from None
    try:
        if opened and is_code(text) and is_program(text):  # it would be read and refused again
            raise opened
        return of_text(raw, given, size, array)
    except MatrixError:
        if wrong.repaired and SIGN.search(text) and (like_rule(text) or not is_code(text)):
            raise wrong from None
        raise


def near(fault: RuleError) -> tuple[str, ...]:
    """What to say of an open name that may be a slip of the pen."""
    said = fault.message
    return (f"{said[:1].upper()}{said[1:]}",) if "did you mean" in said and fault.repaired else ()


def of_ruled_or_code(
    text: str,
    opened: Brought,
    given: Mapping[str, Any],
    facts: Facts,
    size: tuple[int, int],
    remarks: tuple[str, ...],
) -> Understood:
    """An expression of places with names left open: a rule with their numbers, where it is one."""
    numbers = {name.name: int(name.value) for name in opened.opened if not name.vector}
    try:
        rule = compile_rule(text, numbers)
        found = ruled(rule, given, facts, size, [n for n in opened.opened if not n.vector])
    except RuleError:
        made = of_places(text, opened, given, size)
    else:
        made = of_ruled(found, size)
    ways = [replace(way, remarks=(*way.remarks, *remarks)) for way in made.readings]
    return replace(made, readings=ways)


def of_ruled(found: Ruled, size: tuple[int, int], more: Sequence[Reading] = ()) -> Understood:
    return Understood(
        "rule", ["the rule"], 0, found.brought, [*found.readings, *more], size, found.rule
    )


def others(raw: str | bytes, rule: Rule) -> list[Reading]:
    """What a text that is a rule would be as a matrix, where it can be that too: without a name in
    it, "True" is one cell."""
    if rule.names:
        return []
    try:
        return readings(arrays(raw)[0])
    except MatrixError:
        return []


def of_text(
    raw: str | bytes, given: Mapping[str, Any], size: tuple[int, int], array: int
) -> Understood:
    """A matrix in any form, or code."""
    text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
    places = Places(*size, heads=HEADS)
    try:
        found = arrays(raw, given, places)
    except CodeError:
        raise
    except MatrixError:
        if is_code(text) or (lines := of_lines(text, given, places)) is None:
            raise
        found = [lines]
    if found[0].placed:
        return of_places(text, found[0], given, size)
    return of_arrays(found, array, "code" if is_code(text) else "matrix")


def of_lines(text: str, given: Mapping[str, Any], places: Places) -> Brought | None:
    """Lines that make a mask of places, without a word that only code has; None for all else."""
    if not PLACE.search(text):
        return None
    try:
        found = made(text, given, places)
    except CodeError:
        return None
    return of_made(found) if found.placed and found.truths else None


def of_arrays(found: Sequence[Brought], array: int, kind: Kind) -> Understood:
    if not 0 <= array < len(found):
        raise MatrixError(f"There is no array {array}; the text has {len(found)}, from 0 on.")
    names = [f"{b.name or f'array {i}'} {told(b.shape)}" for i, b in enumerate(found, 1)]
    return Understood(kind, names, array, found[array], readings(found[array]))
