"""What one head may read: its own mask and what is combined with it, each rule kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.matrix import Facts, matrix
from maskviz.painting import flipped
from maskviz.settings import CUSTOM, Settings
from maskviz.use import Use, read_use


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
    """The rectangle looked at: the last `queries` of `keys` tokens, and what is known of them."""

    queries: int
    keys: int
    facts: Facts

    @property
    def offset(self) -> int:
        return self.keys - self.queries

    def cells(self, use: Use) -> np.ndarray:
        return matrix(use.mask, self.queries, self.keys, use.params, self.facts)

    def rule(self, use: Use) -> Rule:
        return Rule(use.title, self.cells(use), use)


def head_mask(settings: Settings, slot: str, sight: Sight) -> HeadMask:
    """The mask of a slot as the settings describe it, with the model's own rules added."""
    own = {"causal": settings["and_causal"], "key_padding": settings["and_padding"]}
    wanted = [name for name, on in own.items() if on]
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


def causal_mask(sight: Sight) -> HeadMask:
    """What a layer without the chosen mask does: the model's own causal mask, and padding."""
    use = Use("causal")
    rules = restricted([sight.rule(use)], ["key_padding"], sight)
    return HeadMask(use.title, str(use), (), False, rules)


def restricted(rules: list[Rule], names: Iterable[str], sight: Sight) -> tuple[Rule, ...]:
    """Add the masks of these names, each where it blocks a cell that was open until then."""
    allowed = np.logical_and.reduce([rule.cells for rule in rules])
    for rule in (sight.rule(Use(name)) for name in names):
        if (allowed & ~rule.cells).any():
            rules, allowed = [*rules, rule], allowed & rule.cells
    return tuple(rules)
