"""The trap of &: it holds tighter than a comparison, so `q >= k & q - k < 5` is not two of them."""

from collections.abc import Iterator, Sequence

from maskviz.masks.rule.fault import Edit, RuleError, edited
from maskviz.masks.rule.meaning import says_yes_or_no
from maskviz.masks.rule.syntax import JOINS, MEANT, Raw, parse
from maskviz.masks.rule.tokens import Token

SHOWN = 80  # characters of a reading that a message can hold


def walk(raw: Raw) -> Iterator[Raw]:
    """Itself and everything inside, from left to right; however long the chain."""
    waiting = [raw]
    while waiting:
        piece = waiting.pop()
        yield piece
        waiting += reversed(piece.parts)


def loose(raw: Raw) -> Iterator[Raw]:
    """The comparisons that stand beside & | ^ ~ without parentheses."""
    for join in walk(raw):
        if join.kind in JOINS:
            yield from (p for p in join.parts if p.kind == "compare" and not p.grouped)


def check_parentheses(text: str, tokens: Sequence[Token], raw: Raw) -> None:
    """Refuse & | ^ ~ between numbers where comparisons were meant, with the parentheses added."""
    torn = (r for r in walk(raw) if r.kind in JOINS and not all(map(says_yes_or_no, r.parts)))
    join = next(torn, None)
    if join is None:
        return
    try:
        meant = list(loose(parse(text, tokens, MEANT)))
    except RuleError:
        return  # it makes no sense that way either
    if not meant:
        return
    edits: list[Edit] = []
    for comparison in meant:
        start, end = comparison.start, comparison.end
        edits += [(start, start, "("), (end, end, ")")]
    first = tokens[0].start
    read = edited(text, [(join.start, join.start, "("), (join.end, join.end, ")")])[first:].strip()
    reading = f"so this reads “{read}”; " if len(read) <= SHOWN else ""
    raise RuleError(
        f"“{join.kind}” holds tighter than “{meant[0].operators[0]}”, {reading}"
        "put each comparison in parentheses",
        text,
        join.start,
        join.end,
        edited(text, edits),
    )
