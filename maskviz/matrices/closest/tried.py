"""Masks that nobody wrote a fitter for: their values are tried, all of them where they are few."""

from collections.abc import Callable, Iterator
from itertools import product

from maskviz.masks.kinds import Value
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Mask
from maskviz.matrices.closest.tally import Fit, Tally
from maskviz.turns import step

MOST_CELLS = 20_000_000  # cells calculated for one mask: a fifth of a second
FEWEST, MOST = 8, 4_000  # masks tried, however large or small they are
Params = dict[str, Value]


def fitter(mask: Mask) -> Callable[[Tally], Fit | None]:
    """A fitter for a mask without facts: exact where all values that can matter are few."""
    return lambda sums: Search(mask, sums).best()


class Search:
    """One mask against one matrix: what has been tried, and how many tries are left."""

    def __init__(self, mask: Mask, sums: Tally):
        self.mask, self.sums = mask, sums
        most = 2 * sums.span + 1  # a mask may halve what it is given
        self.sides = [list(p.kind.values(most) or p.kind.ends) for p in mask.controls]
        self.left = min(MOST, max(FEWEST, MOST_CELLS // max(1, sums.weights.size)))
        self.gains: dict[tuple[Value, ...], int] = {}

    def gain(self, values: tuple[Value, ...]) -> int:
        if values not in self.gains:
            step()
            self.left -= 1
            size = self.sums.queries, self.sums.keys
            cells = matrix(self.mask, *size, self.named(values), offset=self.sums.offset)
            self.gains[values] = int(self.sums.weights.sum(where=cells, dtype=int))
        return self.gains[values]

    def named(self, values: tuple[Value, ...]) -> Params:
        return dict(zip(self.mask.defaults, values, strict=True))

    def best(self) -> Fit:
        """The best of all, or what no change of one value betters from the defaults on."""
        every = 1
        for side in self.sides:
            every *= len(side)
        if every <= self.left:
            found = max(product(*self.sides), key=self.gain)
        else:
            found = self.climbed(tuple(self.mask.defaults.values()))
        return Fit(self.gain(found), self.named(found))

    def climbed(self, found: tuple[Value, ...]) -> tuple[Value, ...]:
        self.gain(found)
        while self.left > 0:
            better = max(self.beside(found), key=self.gain, default=found)
            if self.gain(better) <= self.gain(found):
                break
            found = better
        return found

    def beside(self, found: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
        """One value changed, to those spread over its side; no more than there are tries left."""
        share = max(2, self.left // (2 * len(self.sides)))
        for place, side in enumerate(self.sides):
            for value in side[:: -(-len(side) // share)]:
                if self.left > 0:
                    yield (*found[:place], value, *found[place + 1 :])
