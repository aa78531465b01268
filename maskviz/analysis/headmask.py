"""What one head may read: its own mask and what is combined with it, each rule kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maskviz.matrix import matrix, reads_future
from maskviz.painting import flipped
from maskviz.settings import CUSTOM, Settings
from maskviz.use import Use, read_use

Facts = Mapping[str, Sequence[int]]


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
    text, page = settings.mask_text(slot), settings.book.get(slot)
    if text == CUSTOM:
        page = page or {"base": str(Use("causal")), "flips": ()}
        base = read_use(page["base"])[0]
        flips = tuple(page["flips"])
        cells = flipped(sight.cells(base), flips, sight.offset)
        title = f"Painted on {base.title}"
        rules = [Rule(title, cells, None)]
        return HeadMask(title, str(base), flips, True, own_rules(settings, rules, sight))
    use = read_use(text)[0]
    rules = [sight.rule(part) for part in use.parts]
    return HeadMask(use.title, str(use), (), False, own_rules(settings, rules, sight))


def causal_mask(sight: Sight) -> HeadMask:
    """What a layer without the chosen mask does: the model's own causal mask, and padding."""
    use = Use("causal")
    padding = sight.rule(Use("key_padding"))
    rules = (sight.rule(use), padding) if not padding.cells.all() else (sight.rule(use),)
    return HeadMask(use.title, str(use), (), False, rules)


def own_rules(settings: Settings, rules: list[Rule], sight: Sight) -> tuple[Rule, ...]:
    """Add the model's causal mask and the batch's padding where they block something more."""
    allowed = np.logical_and.reduce([rule.cells for rule in rules])
    if settings["and_causal"] and reads_future(allowed, sight.offset):
        rules = [*rules, sight.rule(Use("causal"))]
    padding = sight.cells(Use("key_padding"))
    if settings["and_padding"] and (allowed & ~padding).any():
        rules = [*rules, sight.rule(Use("key_padding"))]
    return tuple(rules)
