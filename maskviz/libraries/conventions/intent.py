"""What somebody means by a mask, in words that every library takes in its own way."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

Kind = Literal["window", "causal", "pad", "causal and pad", "block"]

MOST = 12  # tokens; every matrix is drawn small, many times on one page
MOST_WINDOW = 16  # a window may be longer than the text

CALLS = {  # how an array module spells a range, the lower triangle, and one marked cell
    "torch": (
        "torch.arange({})",
        "torch.ones({}, {}, dtype=torch.bool).tril()",
        "mark = torch.zeros({}, {}, dtype=torch.bool)\nmark[{}, {}] = True",
    ),
    "np": (
        "np.arange({})",
        "np.tri({}, {}, dtype=bool)",
        "mark = np.zeros(({}, {}), dtype=bool)\nmark[{}, {}] = True",
    ),
    "mx": (
        "mx.arange({})",
        "mx.tri({}, {}, dtype=mx.bool_)",
        "mark = mx.zeros(({}, {}), dtype=mx.bool_)\nmark[{}, {}] = True",
    ),
    "jnp": (
        "jnp.arange({})",
        "jnp.tri({}, {}, dtype=bool)",
        "mark = jnp.zeros(({}, {}), dtype=bool).at[{}, {}].set(True)",
    ),
}


@dataclass(frozen=True)
class Intent:
    """One thing meant, with its numbers; the queries are the last of the keys, as in a cache.

    kind     window: the last `number` keys, the token itself counted
             causal: no key after the query
             pad: not the last `number` keys, which are padding
             block: every key but one, for one query: `cell` is (query, key)
             causal and pad: both, the padding before the text where it stands on the left
    """

    kind: Kind
    queries: int
    keys: int
    number: int = 0
    cell: tuple[int, int] = (0, 0)
    left: bool = False

    @property
    def offset(self) -> int:
        """Keys that stand before the first query."""
        return self.keys - self.queries

    @property
    def interior(self) -> int:
        """The row whose keys are counted: of the cell, or in the middle, away from the edges."""
        return self.cell[0] if self.kind == "block" else self.queries // 2

    @property
    def real(self) -> np.ndarray:
        """The vector of a tokenizer, bool (k,): True is a real token."""
        place = np.arange(self.keys)
        return place >= self.number if self.left else place < self.keys - self.number

    @property
    def mark(self) -> np.ndarray:
        """One True at the cell that is meant, bool (q, k)."""
        marked = np.zeros((self.queries, self.keys), dtype=bool)
        marked[self.cell] = True
        return marked

    @property
    def wanted(self) -> np.ndarray:
        """The matrix that is meant, bool (q, k), True = may read."""
        match self.kind:
            case "window":
                if not self.number:  # no mask of the catalogue: each of its windows holds the query
                    return np.zeros((self.queries, self.keys), dtype=bool)
                params = {"window": self.number}
                return matrix(MASKS["sliding_window"], self.queries, self.keys, params)
            case "causal":
                return matrix(MASKS["causal"], self.queries, self.keys)
            case "pad":
                facts = {"real": self.real.astype(int)}
                return matrix(MASKS["key_padding"], self.queries, self.keys, facts=facts)
            case "causal and pad":
                facts = {"real": self.real.astype(int)}
                return matrix(MASKS["causal_padding"], self.queries, self.keys, facts=facts)
        return ~self.mark

    @property
    def told(self) -> str:
        """The intent as a sentence, with its numbers."""
        match self.kind:
            case "window":
                return f"Window {self.number}: {window_told(self.number)}"
            case "causal":
                return f"Causal {self.queries} x {self.keys}: no query reads a key after it"
            case "pad":
                return f"Pad the last {self.number} of {self.keys}: no query reads them"
            case "causal and pad":
                which = f"the {'first' if self.left else 'last'} {self.number} of {self.keys}"
                return f"Causal, and {which} are padding: no query reads them or a key after it"
        query, key = self.cell
        return f"Block the cell ({query}, {key}): query {query} does not read key {key}"

    def lines(self, module: str) -> str:
        """Code that makes what the calls below it need: `allowed`, `real` or `mark`."""
        arange, _, mark = CALLS[module]
        if self.kind == "pad":
            return self.line_of_real(module)
        if self.kind == "block":
            return f"{mark.format(self.queries, self.keys, *self.cell)}\n"
        shift = f" + {self.offset}" if self.offset > 0 else f" - {-self.offset}"
        rows = f"{arange.format(self.queries)}[:, None]{shift if self.offset else ''}"
        both = self.kind == "causal and pad"
        condition = "(k <= q) & real" if both else "k <= q"
        if self.kind == "window":
            condition = f"(k <= q) & (q - k < {self.number})"
        before = self.line_of_real(module) if both else ""
        return f"{before}q, k = {rows}, {arange.format(self.keys)}\nallowed = {condition}\n"

    def line_of_real(self, module: str) -> str:
        """The vector of a tokenizer, compared with where the padding begins or ends."""
        side = f">= {self.number}" if self.left else f"< {self.keys - self.number}"
        return f"real = {CALLS[module][0].format(self.keys)} {side}\n"

    def triangle(self, module: str) -> str:
        """The lower triangle as most people write it, from the upper left corner."""
        return CALLS[module][1].format(self.queries, self.keys)


def window_told(number: int) -> str:
    if number < 2:
        return "each query reads itself alone" if number else "no query reads anything"
    return f"each query reads the last {number} keys, itself counted"
