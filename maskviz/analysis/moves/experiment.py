"""One token changed: what moved, what the mask allows, the slope, and why they differ."""

from dataclasses import dataclass

import numpy as np

from maskviz.analysis.moves.change import (
    Change,
    How,
    changed_run,
    noise,
    not_a_number,
    replaced,
)
from maskviz.analysis.moves.gradient import slopes
from maskviz.analysis.moves.moved import Moved, compare
from maskviz.analysis.moves.reach import reach, readable
from maskviz.analysis.moves.why import Beyond, Short, beyond, short
from maskviz.analysis.reading import word
from maskviz.analysis.view import View
from maskviz.models.run import Run
from maskviz.models.tokenizer import SPECIAL
from maskviz.turns import step


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
    step()
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
        return replaced(view, [place], [token])
    return noise(view, [place], seed=place) if how == "noise" else not_a_number(view, [place])


def another(view: View, place: int) -> int:
    """A token to put in the place of one: the next word of the text that is another, else the next
    token, marks left out; one of the vocabulary where the text has none."""
    ids, reader = view.ids.tolist(), view.shipped.tokenizer
    marks = {*reader.marks, reader.label(ids[place])}
    others = [t for t in [*ids[place + 1 :], *ids[:place]] if reader.label(t) not in marks]
    words = [
        t for t in others if len(word(reader.label(t))) > 2 and word(reader.label(t)).isalpha()
    ]
    if found := words or others:
        return int(found[0])
    return next(n for n in reversed(range(reader.size)) if n != ids[place] and n not in SPECIAL)
