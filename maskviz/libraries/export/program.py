"""A program for a library that takes a mask as an array: `allowed`, then the call that uses it."""

from collections.abc import Callable
from dataclasses import dataclass

from maskviz.libraries.export.lines import remark, statement
from maskviz.libraries.export.parts import (
    Arrays,
    caption,
    facts,
    groups,
    lengths,
    predicates,
    tables,
)
from maskviz.libraries.export.wanted import NotExpressible, Wanted


@dataclass(frozen=True)
class Target:
    """One library: what it imports, how it is given `allowed`, what it does with an empty row.

    A closing may name {queries}, {keys}, {heads}. `each` is the closing for a mask for each head
    where it differs; `bare` and `bare_each` are the closings where a row has nothing to read.
    """

    opening: str
    arrays: Arrays
    empty: str  # goes on after "Row 3: nothing to read"
    closing: str = ""
    each: str = ""
    bare: str = ""
    bare_each: str = ""
    refusal: Callable[[Wanted], str | None] = lambda wanted: None


def grid(wanted: Wanted, arrays: Arrays, told: bool = True) -> str:
    """The positions, then `allowed`: bool (q, k), or (heads, q, k) for a mask for each head.

    `told` says whether the facts are written in; if not, the program has them already.
    """
    masks = groups(wanted, arrays.head)
    shifted = " + offset" if "offset" in wanted.lengths else ""
    made = f"allowed = {arrays.filled('ones', wanted.shape)}\n"
    for group in masks:
        if not group.head.free:
            which = "" if wanted.single else f"[{group.which}]"
            made += "" if wanted.single else group.caption
            made += statement(f"allowed{which} &=", group.text)
    parts = [
        lengths(wanted),
        f"q = {arrays.module}.arange({wanted.queries})[:, None]{shifted}\n",
        f"k = {arrays.module}.arange({wanted.keys})[None, :]\n",
        facts(wanted, arrays.array) if told else "",
        tables(masks, arrays, wanted.size),
        f"\n{made}",
    ]
    return "".join(parts)


def ending(target: Target, wanted: Wanted) -> str:
    """The closing that fits, after a comment on the rows with nothing to read."""
    sizes = {"queries": wanted.queries, "keys": wanted.keys, "heads": len(wanted.heads)}
    closing = target.closing if wanted.single else target.each or target.closing
    if not wanted.bare:
        return closing.format(**sizes)
    mended = target.bare if wanted.single else target.bare_each or target.bare
    return remark(f"{wanted.bare}{target.empty}") + (mended or closing).format(**sizes)


def program(target: Target, wanted: Wanted) -> str:
    """The whole text; NotExpressible with a sentence where the library cannot have this mask."""
    if problem := target.refusal(wanted):
        raise NotExpressible(problem)
    parts = [
        caption(wanted),
        f"{target.opening}\n\n",
        predicates(wanted, target.arrays),
        grid(wanted, target.arrays),
        ending(target, wanted),
    ]
    return "".join(parts)
