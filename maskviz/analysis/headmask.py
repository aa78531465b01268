"""What one head may read: its own mask and what is combined with it, each rule kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.matrix import Facts, matrix
from maskviz.painting import flipped
from maskviz.settings import CUSTOM, Settings
from maskviz.use import Use, read_use

CAUSAL = ("causal", "key_padding")  # what a decoder adds to every mask


@dataclass(frozen=True)
class Rule:
    """One matrix (q, k) with its name, and the mask it comes from when it was not painted."""

    title: str
    cells: np.ndarray
    use: Use | None


@dataclass(frozen=True)
class HeadMask:
    """The rules of one head; a cell may be read when all of them allow it.

    `base` is the text of the mask that painting starts from, `flips` what is painted already.
    """

    title: str
    base: str
    flips: tuple[int, ...]
    painted: bool
    rules: tuple[Rule, ...]

    @cached_property
    def allowed(self) -> np.ndarray:
        """bool (q, k), True = may read."""
        return np.logical_and.reduce([rule.cells for rule in self.rules])


@dataclass(frozen=True)
class Sight:
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

    def cells(self, use: Use) -> np.ndarray:
        size = (self.queries, self.keys)
        return matrix(use.mask, *size, use.params, self.facts, offset=self.offset)

    def rule(self, use: Use) -> Rule:
        return Rule(use.title, self.cells(use), use)


def head_mask(
    settings: Settings, slot: str, sight: Sight, own: tuple[str, ...] = CAUSAL
) -> HeadMask:
    """The mask of a slot as the settings describe it, with the model's own rules added."""
    kept = {"causal": settings["and_causal"], "key_padding": settings["and_padding"]}
    wanted = [name for name in kept if kept[name] and name in own]
    text = settings.mask_text(slot)
    if text == CUSTOM:
        page = settings.book.get(slot) or {"base": str(Use("causal")), "flips": ()}
        base, flips = read_use(page["base"])[0], tuple(page["flips"])
        title = f"Painted on {base.title}"
        cells = flipped(sight.cells(base), flips, sight.offset)
        rules = restricted([Rule(title, cells, None)], wanted, sight)
        return HeadMask(title, str(base), flips, True, rules)
    use = read_use(text)[0]
    rules = restricted([sight.rule(part) for part in use.parts], wanted, sight)
    return HeadMask(use.title, str(use), (), False, rules)


def own_mask(sight: Sight, own: tuple[str, ...] = CAUSAL) -> HeadMask:
    """What a layer without the chosen mask does: the model's own mask, padding with it."""
    use = Use("causal" if "causal" in own else "full")
    rules = restricted([sight.rule(use)], [n for n in own if n == "key_padding"], sight)
    return HeadMask(use.title, str(use), (), False, rules)


def restricted(rules: list[Rule], names: Iterable[str], sight: Sight) -> tuple[Rule, ...]:
    """Add the masks of these names, each where it blocks a cell that was open until then."""
    allowed = np.logical_and.reduce([rule.cells for rule in rules])
    for rule in (sight.rule(Use(name)) for name in names):
        if (allowed & ~rule.cells).any():
            rules, allowed = [*rules, rule], allowed & rule.cells
    return tuple(rules)
