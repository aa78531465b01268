"""What the drawn mask is, in sentences made from its cells: every word holds for that matrix."""

import numpy as np

from maskviz.analysis.headmask import HeadMask, Region
from maskviz.masks.call import MaskCall
from maskviz.masks.compose.words import look
from maskviz.masks.matrix import counted

SIMPLE = (("full",), ("causal",), ("key_padding",), ("causal", "key_padding"))


def simpler(region: Region, crossed: bool) -> dict[tuple[str, ...], np.ndarray]:
    """The simplest masks of this rectangle, by the names of their parts; simplest first."""
    usable = [names for names in SIMPLE if not (crossed and "causal" in names)]
    parts = {n: region.cells(MaskCall(n)) for names in usable for n in names}
    return {names: np.logical_and.reduce([parts[n] for n in names]) for names in usable}


def simplest(mask: HeadMask, region: Region, crossed: bool) -> tuple[str, ...]:
    """The simplest mask that has the very cells that are drawn; () when none has."""
    known = simpler(region, crossed).items()
    return next((names for names, made in known if np.array_equal(made, mask.allowed)), ())


def named(names: tuple[str, ...]) -> str:
    """Masks by their titles: "causal and key padding"."""
    return " and ".join(MaskCall(name).title.lower() for name in names)


def look_holds(mask: HeadMask, region: Region, crossed: bool) -> bool:
    """Whether what is said of the mask alone is true of the matrix that is drawn.

    It is not where something was put on top and took a cell, where the text gives the mask nothing
    to do and a simpler one is drawn, or where only the last tokens ask and the sentence is of all.
    """
    if mask.painted or mask.fault:
        return False
    if mask.gate:
        return True  # it says how a row chooses, among whatever is left to it
    if mask.added:
        return False
    if not isinstance(mask.term, MaskCall):
        return True
    declared, same = mask.term.mask, simplest(mask, region, crossed)
    if declared.whole and region.queries != region.keys:
        return False
    return not (same in (("full",), ("causal",)) and same[0] not in declared.still)


def equality(mask: HeadMask, region: Region, own: HeadMask, crossed: bool) -> str:
    """Whether a simpler mask has the very same cells, as a sentence; nothing when none has.

    `own` is what the model does without the chosen mask.
    """
    same = simplest(mask, region, crossed)
    if not same or mask.fault:
        return ""
    known = not mask.painted and isinstance(mask.term, MaskCall)
    itself = known and {part.name for part in mask.term.parts} <= set(same)
    if np.array_equal(mask.allowed, own.allowed):
        if itself:
            return f"It is the model's own mask here, {named(same)}."
        return f"It equals {named(same)} here, the model's own mask: {mask.title} changes nothing."
    return "" if itself else f"It equals {named(same)} here, cell by cell."


def counts(mask: HeadMask) -> str:
    """How many cells are open, and which part took how many of the others."""
    allowed = mask.allowed
    said = [f"{int(allowed.sum()):,} of {counted(allowed.size)} may be read."]
    own = [rule for rule in mask.rules if not rule.added]
    rest, taken = np.ones_like(allowed), {}
    for rule in mask.rules:
        taken[id(rule)] = counted(int((rest & ~rule.cells).sum()))
        rest = rest & rule.cells
    if len(own) > 1:
        parts = [f"{rule.title} takes {taken[id(rule)]}" for rule in own]
        said.append(f"{', then '.join(parts)}.")
    if mask.added:
        on_top = [f"{rule.title.lower()} takes {taken[id(rule)]}" for rule in mask.added]
        said.append(f"On top of it, {' and '.join(on_top)}.")
    return " ".join(said)


def sight(mask: HeadMask, region: Region, crossed: bool) -> str:
    """What to look for in the drawn matrix; nothing when what the mask says of itself is not so."""
    if not look_holds(mask, region, crossed):
        return ""
    said = look(mask.rules[0].term if mask.gate else mask.term)
    if mask.gate and mask.added:
        others = " and ".join(rule.title.lower() for rule in mask.added)
        said += f" It chooses among what {others} leaves."
    return said
