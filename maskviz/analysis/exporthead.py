"""A head's mask as the exporters take it, so that what is taken away is what was drawn."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from maskviz.analysis.headmask import HeadMask, Region
from maskviz.checking.take.written import Written, written
from maskviz.libraries.export import Head
from maskviz.libraries.export.lines import drawn
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import facts_of
from maskviz.masks.kinds import Facts
from maskviz.masks.painting import POSITIONS
from maskviz.matrices.closest import closest


def head_of(mask: HeadMask, region: Region) -> Head:
    """A head's mask as the exporters take it: terms, painted cells (row, key), the rules added.

    Without a dynamic mask, which no program of positions can make.
    """
    if not mask.painted:
        return Head(tuple(rule.term for rule in mask.rules if rule.term is not mask.gate))
    then = tuple(rule.term for rule in mask.rules[1:])
    if mask.own:
        return Head(then=then, drawn=tuple(drawn(mask.rules[0].cells).split("\n")))
    cells = [(*divmod(flip, POSITIONS),) for flip in mask.flips]
    inside = [(q - region.offset, k) for q, k in cells if q >= region.offset]
    fits = tuple((row, k) for row, k in inside if row < region.queries and k < region.keys)
    base = MaskCall("full") if mask.gate or mask.fault else mask.term
    return Head((base,), fits, then)


@dataclass(frozen=True)
class Known:
    """What was painted as the known mask that it is, with all that its program is told."""

    head: Head
    facts: Facts


def known(mask: HeadMask, region: Region) -> Known | None:
    """The known mask that has the painted cells, every one; None where there is none, and where
    it would tell of the tokens what the masks on top of it deny."""
    if not mask.painted or mask.gate or mask.fault:
        return None
    cells = mask.rules[0].cells
    found = known_as(np.packbits(cells).tobytes(), *cells.shape, region.offset)
    if found is None:
        return None
    then = tuple(rule.term for rule in mask.rules[1:])
    asked = {name: region.facts[name] for term in then for name in facts_of(term)}
    if any(list(found.facts[name]) != list(asked[name]) for name in asked.keys() & found.facts):
        return None
    return Known(replace(found.head, then=then), {**asked, **found.facts})


@lru_cache(maxsize=16)
def known_as(bits: bytes, queries: int, keys: int, offset: int) -> Written | None:
    """The known mask that a matrix is, packed into bits."""
    flat = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=queries * keys)
    cells = flat.astype(bool).reshape(queries, keys)
    found = written(cells, closest(cells, offset, most=1))
    return found if found and found.exact else None
