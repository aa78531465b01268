"""What one head may read: its own mask and what is combined with it, each rule kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from maskviz.analysis.region import NamedCells, Region, misfit
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Term, differs_by_head
from maskviz.masks.compose.words import title
from maskviz.masks.painting import flipped, painted_bias
from maskviz.settings.declared import Settings

CAUSAL = ("causal", "key_padding")  # what a decoder adds to every mask


@dataclass(frozen=True)
class HeadMask:
    """The rules of one head; a cell may be read when all of them allow it.

    `term` is the mask that painting starts from, `flips` what is painted already; `fault` says why
    the mask that was asked for cannot be had here, when it cannot; `bias` float (q, k) is what was
    painted to be added to the scores; `own` says that it is a matrix somebody brought.
    """

    title: str
    term: Term
    flips: tuple[int, ...]
    painted: bool
    rules: tuple[NamedCells, ...]
    fault: str = ""
    bias: np.ndarray | None = None
    own: bool = False

    @cached_property
    def gate(self) -> MaskCall | None:
        """A dynamic mask, which chooses among what the rules allow once there are scores."""
        return self.term if isinstance(self.term, MaskCall) and self.term.dynamic else None

    @cached_property
    def allowed(self) -> np.ndarray:
        """bool (q, k), True = may read."""
        return np.logical_and.reduce([rule.cells for rule in self.rules])

    @property
    def added(self) -> tuple[NamedCells, ...]:
        """What the model put on top, where that blocks a cell more."""
        return tuple(rule for rule in self.rules if rule.added)

    @property
    def alone(self) -> np.ndarray:
        """The mask without what was put on top of it, bool (q, k)."""
        return np.logical_and.reduce([rule.cells for rule in self.rules if not rule.added])

    @property
    def drawn(self) -> str:
        """The name of what is drawn, made of its parts: "Full, and causal"."""
        own = f"Full, in place of {self.title}" if self.fault else self.title
        return ", and ".join([own, *(rule.title.lower() for rule in self.added)])


def by_head(settings: Settings, slot: str) -> bool:
    """Whether the mask of a slot is another for each head that has it."""
    return differs_by_head(settings.base_of(slot)[0])


def rules_of(term: Term, region: Region, head: int) -> list[NamedCells]:
    """Each part of an "and" as a rule of its own; any other mask is one rule."""
    if isinstance(term, MaskCall):
        parts = term.parts
    else:
        parts = term.parts if isinstance(term, Join) and term.word == "and" else (term,)
    return [region.rule(part, head) for part in parts]


def head_mask(
    settings: Settings, slot: str, region: Region, own: tuple[str, ...] = CAUSAL, head: int = 0
) -> HeadMask:
    """The mask of a slot as the settings describe it, with the model's own rules added.

    A mask that cannot be calculated for this text is left out, and the fault says why.
    """
    kept = {"causal": settings.and_causal, "key_padding": settings.and_padding}
    wanted = [name for name in kept if kept[name] and name in own]
    base, page = settings.base_of(slot)
    try:
        rules = rules_of(base, region, head) if page is None else [region.rule(base, head)]
        fault = ""
    except ValueError as error:
        rules, fault = (
            [region.rule(MaskCall("full"))],
            f"{title(base)} has no matrix here: {error}.",
        )
    name = title(base)
    if page is None:
        return HeadMask(name, base, (), False, restricted(rules, wanted, region), fault)
    name, flips, cells = f"Painted on {name}", page.flips, rules[0].cells
    if page.matrix:
        name = "Your matrix, painted over" if flips else "Your matrix"
        if fault := misfit(page.matrix, region):
            full = [region.rule(MaskCall("full"))]
            return HeadMask(name, base, (), False, restricted(full, wanted, region), fault)
        cells = flipped(cells, page.matrix.flips, region.offset)
    rules = [NamedCells(name, flipped(cells, flips, region.offset), None)]
    bias = None
    if page.biases:
        bias = painted_bias(page.biases, region.queries, region.keys, region.offset)
    made = restricted(rules, wanted, region)
    return HeadMask(name, base, flips, True, made, fault, bias, own=page.matrix is not None)


def own_mask(region: Region, own: tuple[str, ...] = CAUSAL) -> HeadMask:
    """What a layer without the chosen mask does: the model's own mask.

    Named by those of its parts that block something here, "Full" when none does.
    """
    full = region.rule(MaskCall("full"))
    parts = [replace(rule, added=False) for rule in restricted([full], own, region)[1:]] or [full]
    name = " and ".join([parts[0].title, *(rule.title.lower() for rule in parts[1:])])
    return HeadMask(name, parts[0].term, (), False, tuple(parts))


def after_scores(mask: HeadMask, kept: np.ndarray) -> HeadMask:
    """A mask with a gate as it was once there were scores; `kept` bool (q, k) is what was left.

    What other rules block already is not held against the gate.
    """
    if mask.gate is None:
        return mask
    chose = NamedCells(mask.title, kept | ~mask.allowed, mask.gate)
    return replace(mask, rules=(chose, *mask.rules[1:]))


def restricted(
    rules: list[NamedCells], names: Iterable[str], region: Region
) -> tuple[NamedCells, ...]:
    """Add the masks of these names, each where it blocks a cell that was open until then."""
    allowed = np.logical_and.reduce([rule.cells for rule in rules])
    for rule in (region.rule(MaskCall(name), added=True) for name in names):
        if (allowed & ~rule.cells).any():
            rules, allowed = [*rules, rule], allowed & rule.cells
    return tuple(rules)


def named(heads: Sequence[HeadMask], head: int) -> str:
    """What a head's mask is called among its layer's: "Head 3: Causal" where others differ."""
    names = {(mask.drawn, mask.flips) for mask in heads}
    return f"Head {head}: {heads[head].drawn}" if len(names) > 1 else heads[head].drawn
