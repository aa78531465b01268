"""The proof: the secret gets another value, and every row that must not know it is compared."""

from dataclasses import dataclass

import numpy as np
import torch

from maskviz.analysis.moves.change import Change, noise, replaced
from maskviz.analysis.moves.experiment import Experiment, experiment
from maskviz.analysis.moves.promise import Trial, first_cell, reached
from maskviz.analysis.moves.reach import readable
from maskviz.analysis.predictions import Guess, top_tokens
from maskviz.analysis.secrets.hidden import Hidden
from maskviz.analysis.view import View
from maskviz.models.run import Run


@dataclass(frozen=True, eq=False)
class Proof:
    """What changing one secret did.

    moved   rows that must not know and of which a bit changed, in any layer
    cell    an open cell (layer, head, query, key) that lets one of them read the secret
    depth   layers after which the first of `moved` can depend on it by the mask; None when never
    """

    hidden: Hidden
    done: Experiment
    moved: tuple[int, ...]
    cell: tuple[int, int, int, int] | None
    depth: int | None

    @property
    def kept(self) -> bool:
        return not self.moved


def another_value(view: View, hidden: Hidden, how: str = "word") -> Change:
    """The secret's tokens become others of the vocabulary, drawn with a seed, or get noise."""
    if how == "noise":
        return noise(view, hidden.tokens, seed=hidden.number)
    return replaced(view, hidden.tokens, other_tokens(view, hidden))


def other_tokens(view: View, hidden: Hidden) -> list[int]:
    """As many tokens that the text does not have, drawn with a seed."""
    reader = view.shipped.tokenizer
    marks, there = set(reader.marks), set(view.ids.tolist())
    fit = [n for n in range(reader.size) if n not in there and reader.label(n) not in marks]
    letters = [n for n in fit if reader.label(n).startswith("·") and reader.label(n)[1:].isalpha()]
    pool = letters or fit or list(range(reader.size))
    dice = torch.Generator().manual_seed(hidden.number)
    drawn = torch.randint(len(pool), (len(hidden.tokens),), generator=dice)
    return [pool[i] for i in drawn.tolist()]


def prove(view: View, hidden: Hidden, how: str = "word") -> Proof:
    """Change one secret and look at every row that must not know it, in every layer."""
    done = experiment(view, another_value(view, hidden, how), slope=False)
    others = np.array(hidden.others, dtype=int)
    changed = ~done.moved.same[:, others].all(axis=0)
    moved = tuple(others[changed].tolist())
    trial = Trial(hidden.tokens, moved)
    heads = view.allowed[view.part][:, 0].numpy()
    cell = first_cell(heads, trial.still, trial.changed) if moved else None
    depths = [reached(readable(view), hidden.tokens, row) for row in moved]
    found = [depth for depth in depths if depth is not None]
    return Proof(hidden, done, moved, cell, min(found) if found else None)


def best(view: View, run: Run, row: int) -> Guess | None:
    """What a row of a run predicts first; None where it predicts NaN."""
    found = top_tokens(run.logits[0, row].cpu(), view.shipped.target, 1)
    return found[0] if found else None
