"""None, causal, padding and both on one text: what each lets be read, and what leaks without it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.compare.settings import own_of, read_by
from maskviz.analysis.effect import loss_of
from maskviz.analysis.predictions import Guess, Loss, top_tokens
from maskviz.analysis.remembered import Remembered
from maskviz.analysis.running import outcome
from maskviz.analysis.view import View, make_view
from maskviz.models import Shipped
from maskviz.models.plans import AttentionKind
from maskviz.models.run import Run
from maskviz.settings.declared import Settings
from maskviz.turns import step

NAMES: Mapping[str, str] = {
    "full": "None",
    "causal": "Causal",
    "key_padding": "Padding",
    "causal_padding": "Both",
}
PADDED = 4  # tokens of padding that a text gets here which has none
MOST = 4_000_000  # bytes of all visitors together
FIRST = 4  # of a vocabulary no special token; what a token is changed into, or the next one


@dataclass(frozen=True, eq=False)
class Standing:
    """One mask on the text.

    cells    bool (q, k), as they are in the run
    future   how far earlier rows move when the last token is another; padding how far real rows
             move when the padding is another token: 0 is bit for bit, None where there is none
    """

    name: str
    settings: Settings
    cells: np.ndarray
    future: float | None
    padding: float | None
    loss: Loss | None
    guesses: tuple[Guess, ...]
    answer: str

    @property
    def title(self) -> str:
        return NAMES[self.name]


def names_for(part: AttentionKind) -> tuple[str, ...]:
    """The masks that mean something there: a query of cross-attention has no later key, an answer
    no padding."""
    if not part.queries_are_keys:
        return "full", "key_padding"
    return ("full", "causal") if part.reads_answer else tuple(NAMES)


FOUND: Remembered[tuple[Standing, ...]] = Remembered(
    MOST, lambda found: sum(each.cells.nbytes for each in found) + 20_000 * len(found)
)


def four(view: View) -> tuple[Standing, ...]:
    """The masks on the text of a view, which is padded for it where it is not.

    Remembered by the text, as no mask that was chosen plays a part; the layer and the head in the
    settings that are found are those of whoever asked first.
    """
    known = tuple(view.ids.tolist()), tuple(view.real.tolist())
    key = view.shipped, view.part, *known, tuple(map(str, read_by(view.settings)))
    return FOUND.get(key, lambda: made(view))


def made(view: View) -> tuple[Standing, ...]:
    base = own_of(view.settings).but(queries=0, locked=None)
    if view.real.all() and not view.attention.reads_answer:
        base = base.but(pad_to=min(len(view.real) + PADDED, view.shipped.shape.context))
    found = []
    for name in names_for(view.attention):
        step()
        found.append(standing(base, view.shipped, name))
    return tuple(found)


def standing(base: Settings, shipped: Shipped, name: str) -> Standing:
    alone = base.but(mask=name, and_causal=False, and_padding=False)
    view = make_view(alone.stored(), shipped)
    real, last = view.real.bool(), view.last
    rows = torch.arange(len(view.asking))
    earlier = rows < (len(rows) - 1 if view.attention.reads_answer else last)
    counted = real if view.attention.queries_are_keys and not view.attention.reads_answer else None
    plan = shipped.plan
    guesses = (
        tuple(top_tokens(view.run.logits[0, i].cpu(), shipped.target, 1)[0] for i in view.blanks)
        if plan.fills_blanks and not view.run.logits.isnan().any()
        else ()
    )
    return Standing(
        name,
        view.settings,
        view.mask.allowed,
        future(view, earlier if counted is None else earlier & counted),
        padding(view, counted),
        loss_of(view, view.run) if plan.predicts_next else None,
        guesses,
        shipped.target.decode(view.done.answer) if plan.writes_answer else "",
    )


def future(view: View, rows: Tensor) -> float | None:
    """How far the rows move when the last token is another."""
    if not view.attention.queries_are_keys or not rows.any():
        return None
    if view.attention.reads_answer:
        *before, last, end = view.done.answer
        return farthest(view, view.ids, (*before, another(last), end), rows)
    ids = view.ids.clone()
    ids[view.last] = another(int(ids[view.last]))
    return farthest(view, ids, view.done.answer, rows)


def padding(view: View, rows: Tensor | None) -> float | None:
    """How far the real rows move when the padding is another token."""
    if view.attention.reads_answer or view.real.all():
        return None
    ids = view.ids.masked_fill(~view.real.bool(), FIRST)
    every = torch.ones(len(view.asking), dtype=torch.bool)
    return farthest(view, ids, view.done.answer, every if rows is None else rows)


def another(token: int) -> int:
    return FIRST if token != FIRST else FIRST + 1


def farthest(view: View, ids: Tensor, answer: tuple[int, ...], rows: Tensor) -> float:
    """The largest difference of what leaves the part in these rows, NaN where one is.

    A translator is given its answer, so that it writes no other.
    """
    recipe, besides = view.settings.recipe, view.score_mods
    again = outcome(view.shipped, ids, view.allowed, recipe, view.position, besides, answer)
    found = (left(view, again.run) - left(view, view.run))[rows].abs()
    return math.nan if found.isnan().any() else found.max().item()


def left(view: View, run: Run) -> Tensor:
    """What leaves the part looked at, (row, …): logits, or vectors that another part reads."""
    out = run.logits if view.attention.predicts else run.residual[view.part][-1].x
    return out[0].cpu()


def trained_with(shipped: Shipped, name: str) -> list[str]:
    """The parts of the model that were trained with a mask, by their titles."""
    wanted = {"causal_padding": ("causal", "key_padding"), "full": ()}.get(name, (name,))
    return [p.title for p in shipped.plan.parts if wanted and {*wanted} <= {*p.own}]
