"""A head's mask as the exporters take it, so that what is taken away is what was drawn."""

from maskviz.analysis.headmask import HeadMask, Region
from maskviz.libraries.export import Head
from maskviz.masks.call import MaskCall
from maskviz.masks.painting import POSITIONS


def head_of(mask: HeadMask, region: Region) -> Head:
    """A head's mask as the exporters take it: terms, painted cells (row, key), the rules added.

    Without a dynamic mask, which no program of positions can make.
    """
    if not mask.painted:
        return Head(tuple(rule.term for rule in mask.rules if rule.term is not mask.gate))
    cells = [(*divmod(flip, POSITIONS),) for flip in mask.flips]
    inside = [(q - region.offset, k) for q, k in cells if q >= region.offset]
    fits = tuple((row, k) for row, k in inside if row < region.queries and k < region.keys)
    base = MaskCall("full") if mask.gate or mask.fault else mask.term
    return Head((base,), fits, tuple(rule.term for rule in mask.rules[1:]))
