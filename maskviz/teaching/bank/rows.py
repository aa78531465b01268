"""A row of scores and its mask are shown, the weights are hidden."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

import numpy as np

from maskviz.models import Shipped
from maskviz.teaching.bank.draws import Draws, between, one_of, shuffled
from maskviz.teaching.bank.live import Run, run_drawn
from maskviz.teaching.words import catalogue

Ask = Literal["heaviest", "zeros"]
ASKS: tuple[Ask, ...] = ("heaviest", "zeros")
MARGIN = 0.1  # by which the largest score that may be read is above the next


@dataclass(frozen=True, eq=False)
class RowQuestion:
    """One query of one head: its heaviest key, or all keys that get a weight of exactly 0."""

    run: Run
    q: int
    ask: Ask

    @cached_property
    def scores(self) -> np.ndarray:
        """Raw scores of the row, (key,), as the board has them: before the mask."""
        return self.run.view.trace.raw[0, self.run.head, self.q].numpy(force=True)

    @cached_property
    def weights(self) -> np.ndarray:
        """(key,); they sum to 1."""
        return self.run.view.trace.weights[0, self.run.head, self.q].numpy(force=True)

    @property
    def allowed(self) -> np.ndarray:
        return self.run.case.truth[self.q]

    @property
    def right(self) -> np.ndarray:
        """The keys to be marked, bool (key,)."""
        if self.ask == "zeros":
            return self.weights == 0
        return self.weights == self.weights.max()


def row_question(seed: int, level: int, number: int, shipped: Shipped) -> RowQuestion:
    """Question `number` of a level, the same for ever as long as the model is."""
    run, found = run_drawn(seed, level, "weights", number, shipped)
    q, ask = one_of(found, asking_rows(run)), one_of(found, ASKS)
    return RowQuestion(seen_from(run, q, found) if ask == ASKS[0] else placed(run, found), q, ask)


def asking_rows(run: Run) -> list[int]:
    """The queries that read two keys or more and have a blocked one."""
    reads = run.case.truth.sum(axis=1)
    return [q for q, n in enumerate(reads.tolist()) if 2 <= n < run.case.keys]


def placed(run: Run, found: Draws) -> Run:
    """The run seen from a layer and a head by chance."""
    shape = run.shipped.shape
    at = between(found, 0, shape.layers - 1), between(found, 0, shape.heads - 1)
    return Run(run.text, run.term, run.shipped, *at)


def seen_from(run: Run, q: int, found: Draws) -> Run:
    """A layer and a head where one key is clearly the heaviest, and where a blocked one has a
    larger score if there is such a head."""
    shape, clear = run.shipped.shape, []
    order = shuffled(found, list(product(range(shape.layers), range(shape.heads))))
    for layer, head in order:
        scores = run.view.run.heads["self"][layer].trace.raw[0, head, q].numpy(force=True)
        allowed = run.case.truth[q]
        first, second = np.sort(scores[allowed])[::-1][:2]
        if first - second > MARGIN:
            clear.append((layer, head))
            if scores[~allowed].max() > first + MARGIN:
                return Run(run.text, run.term, run.shipped, layer, head)
    return Run(run.text, run.term, run.shipped, *(clear or order)[0])


def said_of(asked: RowQuestion, key: int) -> str:
    """Why one key has the weight that it has."""
    text = catalogue("predict")["row"]
    name = "open" if asked.allowed[key] else "blocked"
    best = int(asked.weights.argmax())
    if asked.ask == "heaviest" and asked.allowed[key]:
        name = "best" if key == best else "lower"
    said = text[name].format(
        key=asked.run.case.cell(asked.q, key).token("k"),
        score=asked.scores[key],
        weight=asked.weights[key],
        best=asked.run.case.cell(asked.q, best).token("k"),
        best_score=asked.scores[best],
        best_weight=asked.weights[best],
        reason=asked.run.case.reason(asked.q, key),
    )
    return said[:1].upper() + said[1:]
