"""What one head may read: its own mask and what is combined with it, each rule kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Term, cells, differs_by_head
from maskviz.masks.compose.words import title
from maskviz.masks.kinds import Facts
from maskviz.masks.painting import flipped, painted_bias
from maskviz.settings.declared import Settings

OFTEN = ("full", "causal", "key_padding")  # masks without numbers that much is compared with
CAUSAL = ("causal", "key_padding")  # what a decoder adds to every mask


@dataclass(frozen=True)
class NamedCells:
    """One matrix (q, k) with its name, and the mask it comes from when it was not painted.

    `added` tells what the model put on top of the mask; `either` has the parts of an "or".
    """

    title: str
    cells: np.ndarray
    term: Term | None
    added: bool = False
    either: tuple["NamedCells", ...] = ()


@dataclass(frozen=True)
class HeadMask:
    """The rules of one head; a cell may be read when all of them allow it.

    `term` is the mask that painting starts from, `flips` what is painted already; `fault` says why
    the mask that was asked for cannot be had here, when it cannot; `bias` float (q, k) is what was
    painted to be added to the scores.
    """

    title: str
    term: Term
    flips: tuple[int, ...]
    painted: bool
    rules: tuple[NamedCells, ...]
    fault: str = ""
    bias: np.ndarray | None = None

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


@dataclass(frozen=True)
class Region:
    """The rectangle looked at, and what is known of its tokens.

    first  the position of the first query; unless given the queries are the last of the keys.
           In cross-attention queries and keys are different tokens, and both count from 0.
    """

    queries: int
    keys: int
    facts: Facts
    first: int | None = None

    @property
    def offset(self) -> int:
        return self.keys - self.queries if self.first is None else self.first

    @cached_property
    def made(self) -> dict[str, np.ndarray]:
        """The matrices of OFTEN by their names, each once it was asked for."""
        return {}

    def cells(self, term: Term, head: int = 0) -> np.ndarray:
        """A gate counts as open here: its own rule comes when there are scores."""
        name = term.name if isinstance(term, MaskCall) and term.name in OFTEN else ""
        if name in self.made:
            return self.made[name]
        size = (self.queries, self.keys)
        known = {"offset": self.offset, "head": head}
        found = cells(term, *size, self.facts, **known, gates_open=True)
        if name:
            self.made[name] = found
        return found

    def rule(self, term: Term, head: int = 0, added: bool = False) -> NamedCells:
        parts = term.parts if isinstance(term, Join) and term.word == "or" else ()
        either = tuple(self.rule(part, head) for part in parts)
        return NamedCells(title(term), self.cells(term, head), term, added, either)


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
    name, flips = f"Painted on {name}", page.flips
    rules = [NamedCells(name, flipped(rules[0].cells, flips, region.offset), None)]
    bias = None
    if page.biases:
        bias = painted_bias(page.biases, region.queries, region.keys, region.offset)
    return HeadMask(name, base, flips, True, restricted(rules, wanted, region), fault, bias)


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
