"""What a mask does to the model, in numbers: compared with the model's own mask."""

from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.predictions import (
    Guess,
    Loss,
    Work,
    entropy,
    mean_entropy,
    next_tokens,
    text_loss,
    top_tokens,
    work,
)
from maskviz.analysis.running import outcome
from maskviz.analysis.view import View
from maskviz.models import Shipped
from maskviz.models.run import Run


@dataclass(frozen=True)
class Effect:
    """One run's answers.

    guesses    what the locked row predicts: the next token, the word at a blank, the next character
    loss       over the text; only a decoder has one
    entropies  bits, one a head of the layer looked at
    filled     the best guess for every blank of the text, by position
    answer     what a translator wrote
    """

    guesses: tuple[Guess, ...]
    loss: Loss | None
    entropies: tuple[float, ...]
    filled: dict[int, Guess]
    answer: str


def effect(view: View) -> Effect:
    """What the run under the masks that were chosen answers."""
    q, run, target = view.locked[0], view.run, view.shipped.target
    logits = run.logits[0].cpu()
    filled = {i: top_tokens(logits[i], target, 1) for i in view.blanks}
    return Effect(
        top_tokens(logits[q], target) if view.attention.predicts else (),
        loss_of(view, run) if view.shipped.plan.predicts_next else None,
        spread(view),
        {i: best[0] for i, best in filled.items() if best},
        target.decode(view.done.answer),
    )


def usual_effect(view: View) -> Effect:
    """The same of the run under the model's own masks."""
    found, reader = view.usual, view.shipped.target
    filled = {i: found.guesses(i, reader) for i in view.blanks}
    return Effect(
        found.guesses(view.locked[0], reader) if view.attention.predicts else (),
        found.loss,
        usual_spread(view),
        {i: best[0] for i, best in filled.items() if best},
        reader.decode(found.answer),
    )


def spread(view: View) -> tuple[float, ...]:
    """The mean entropy of each head of the layer looked at, in bits."""
    weights = view.trace.weights[0, :, view.region.offset :].cpu()
    return tuple(entropy(weights, asked(view)).tolist())


def usual_spread(view: View) -> tuple[float, ...]:
    """The same under the model's own masks."""
    rows = view.usual.entropies[view.part][view.settings.layer][:, view.region.offset :]
    return tuple(mean_entropy(rows, asked(view)).tolist())


def asked(view: View) -> Tensor | None:
    """Which of the queries looked at are tokens of the text; None where all are."""
    return None if view.attention.writes_answer else view.real[view.region.offset :]


def loss_of(view: View, run: Run) -> Loss:
    """How surprised a decoder was by the text."""
    return text_loss(run.logits[0].cpu(), *next_tokens(view.ids, view.real))


def loss_beside(view: View, other: Shipped) -> Loss:
    """The loss of another decoder with the same tokens under the same masks."""
    found = outcome(other, view.ids, view.allowed, view.settings.recipe, score_mods=view.score_mods)
    return loss_of(view, found.run)


def moved(view: View) -> float:
    """How far the locked token's output moved, as a share of its length: |x − plain| / |plain|."""
    q = view.locked[0]
    x, plain = view.run.residual[view.part][-1].x[0, q].cpu(), view.usual.out[view.part][q]
    return (torch.linalg.norm(x - plain) / torch.linalg.norm(plain)).item()


def work_of(view: View) -> Work:
    """Multiply-adds of the head looked at; a mask made of scores needs those it chose among."""
    scored = view.heads[view.head].allowed if view.mask.gate else None
    return work(view.mask.allowed, view.shipped.shape.d_head, scored)
