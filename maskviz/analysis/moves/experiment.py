"""One token changed: what moved, what the mask allows, the slope, and why they differ."""

from dataclasses import dataclass

import numpy as np

from maskviz.analysis.moves.change import (
    Change,
    How,
    changed_run,
    noise,
    not_a_number,
    word,
)
from maskviz.analysis.moves.gradient import slopes
from maskviz.analysis.moves.moved import Moved, compare
from maskviz.analysis.moves.reach import reach, readable
from maskviz.analysis.moves.why import Beyond, Short, beyond, short
from maskviz.analysis.view import View
from maskviz.models.run import Run
from maskviz.models.tokenizer import SPECIAL


@dataclass(frozen=True, eq=False)
class Experiment:
    """What a change of some tokens did.

    Shapes: reach bool (layers + 1, row); slope (layers + 2, row), None where nothing has a slope.
    """

    places: tuple[int, ...]
    after: Run
    moved: Moved
    reach: np.ndarray
    slope: np.ndarray | None
    beyond: Beyond | None
    short: Short | None

    @property
    def rows(self) -> np.ndarray:
        """The rows that moved at the logits, in a bit or more."""
        return np.flatnonzero(~self.moved.same[-1])


def experiment(view: View, change: Change, *, slope: bool = True) -> Experiment:
    """Run the change and compare; `slope` works out the gradient too."""
    after = changed_run(view, change)
    places = change.places.tolist()
    moved = compare(view.run, after, view.part)
    may = reach(readable(view), places)
    straight = slope and not bool(change.vectors.isnan().any())
    return Experiment(
        tuple(places),
        after,
        moved,
        may,
        slopes(view, change).numpy() if straight else None,
        beyond(view, view.run, after, moved, may),
        short(view, view.run, after, moved, may),
    )


def made(view: View, how: How, place: int, token: int) -> Change:
    """The change of one token: by the token that takes its place, by noise, or by NaN."""
    if how == "word":
        return word(view, [place], [token])
    return noise(view, [place], seed=place) if how == "noise" else not_a_number(view, [place])


def another(view: View, place: int) -> int:
    """A token to put in the place of one: the next of the text that is another, padding and marks
    left out; the vocabulary's last where the text has none."""
    ids = view.ids.tolist()
    marks = set(view.shipped.tokenizer.marks)
    for token in [*ids[place + 1 :], *ids[:place]]:
        if token != ids[place] and view.shipped.tokenizer.label(token) not in marks:
            return int(token)
    known = view.shipped.tokenizer.size
    return next(n for n in range(known - 1, -1, -1) if n != ids[place] and n not in SPECIAL)
