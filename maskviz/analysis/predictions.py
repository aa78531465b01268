"""What a mask does to the model: its next tokens, its loss, its spread and its work."""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.models.plans import Reader
from maskviz.models.tokenizer import PAD, START


@dataclass(frozen=True)
class Guess:
    """A token the model thinks fits, with its probability, 0 to 1."""

    token: int
    label: str
    probability: float


@dataclass(frozen=True)
class Loss:
    """How surprised the model was by a text: mean loss in nats over `tokens` tokens."""

    nats: float
    tokens: int

    @property
    def perplexity(self) -> float:
        """e to the loss: the model is as unsure as if it chose evenly among so many tokens."""
        return math.exp(self.nats) if self.nats < 700 else self.nats * math.inf


@dataclass(frozen=True)
class Work:
    """Multiply-adds of one attention pattern: the least its cells need, and what is really done.

    A kernel that is given the mask as a matrix does the dense work whatever the mask.
    """

    needed: int
    dense: int


def top_tokens(logits: Tensor, tokenizer: Reader, n: int = 10) -> tuple[Guess, ...]:
    """The n most likely tokens, best first; none when the logits are NaN.

    Shape: logits (vocab,), one row of a run.
    """
    if logits.isnan().any():
        return ()
    found = logits.float().softmax(dim=-1).topk(n)
    pairs = zip(found.indices.tolist(), found.values.tolist(), strict=True)
    return tuple(Guess(token, tokenizer.label(token), p) for token, p in pairs)


def next_tokens(ids: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
    """The token each row is to predict, and whether it counts: padding and `<s>` do not.

    Shapes: ids and real (…, token) in; targets (…, token) and counted bool (…, token) out. The
    last row has no next token: its target is padding.
    """
    targets = torch.full_like(ids, PAD)
    targets[..., :-1] = ids[..., 1:]
    counted = torch.zeros_like(ids, dtype=torch.bool)
    counted[..., :-1] = real[..., 1:].bool() & real[..., :-1].bool()
    return targets, counted & (targets != START)


def token_losses(logits: Tensor, targets: Tensor) -> Tensor:
    """Surprise at each token, −ln of the probability it was given, in nats; (…, token)."""
    losses = F.cross_entropy(logits.flatten(0, -2).float(), targets.flatten(), reduction="none")
    return losses.view(targets.shape)


def text_loss(logits: Tensor, targets: Tensor, counted: Tensor) -> Loss:
    """The mean loss over the tokens that count; NaN when none does or a logit is NaN.

    Shapes: logits (…, token, vocab), targets and counted (…, token).
    """
    losses = token_losses(logits, targets)[counted.bool()]
    return Loss(losses.mean().item() if len(losses) else math.nan, len(losses))


def entropy(weights: Tensor, real: Tensor | None = None) -> Tensor:
    """How widely a head looks, in bits: 0 for one key, 1 for two keys evenly, log2(n) for n.

    Shapes: weights (…, head, query, key), real (…, query) or None for all rows; result (…, head).
    The mean over rows that are real, not empty and free of NaN; NaN when there are none. A row
    that does not sum to 1 is rescaled first.
    """
    return mean_entropy(row_entropies(weights), real)


def row_entropies(weights: Tensor) -> Tensor:
    """How widely each row looks, in bits, (…, head, query); NaN for one that is empty or NaN."""
    total = weights.sum(dim=-1, keepdim=True)
    usable = (total > 0) & total.isfinite()
    shares = torch.where(usable, weights / total, 0.0).double()
    bits = torch.special.entr(shares).sum(dim=-1) / math.log(2)
    return bits.masked_fill(~usable[..., 0], math.nan)


def mean_entropy(rows: Tensor, real: Tensor | None = None) -> Tensor:
    """The mean of what `row_entropies` found over the rows that are real and have a number."""
    return (
        rows.nanmean(dim=-1)
        if real is None
        else (rows.masked_fill(~real[..., None, :].bool(), math.nan).nanmean(dim=-1))
    )


def work(
    allowed: np.ndarray | Tensor, d_head: int, scored: np.ndarray | Tensor | None = None
) -> Work:
    """Multiply-adds for scores and outputs, d_head each a cell.

    Shapes: allowed and scored bool (…, query, key). Outputs are needed of the cells that may be
    read, scores of the same; of all of `scored` where they decide which those are.
    """
    cells = np.asarray(allowed)
    scores = cells if scored is None else np.asarray(scored)
    return Work(d_head * int(cells.sum() + scores.sum()), 2 * d_head * cells.size)
