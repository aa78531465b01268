"""Attention with its working shown: q, k, v and a mask in, every stage out."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import torch
from torch import Tensor

from maskviz.masks.dynamic import check_allowed
from maskviz.models.score_mod import NOTHING, ScoreMod, changed, gated, heard

Divide = Literal["head", "nothing", "model"]
Blocking = Literal["sdpa", "infinity", "add", "write", "zero", "after", "renormalised"]
Precision = Literal["float32", "float16", "bfloat16"]


@dataclass(frozen=True)
class Recipe:
    """How scores become weights; the default is what torch's scaled_dot_product_attention does.

    divide     what q k^T is divided by: the square root of the head width, of the model width, or 1
    blocking   sdpa: −∞, and an empty row gives zeros
               infinity: −∞ written out, an empty row is NaN
               add, write: `fill` is added to a blocked score or put in its place
               zero: a blocked score becomes 0, which is a vote, not a ban
               after, renormalised: weights are zeroed after the softmax, rows then left or rescaled
    precision  the number format of masked scores and softmax
    """

    divide: Divide = "head"
    blocking: Blocking = "sdpa"
    fill: float = -1e4
    precision: Precision = "float32"

    @property
    def bans(self) -> bool:
        """Whether a blocked score becomes −∞, so that no weight can be left on it."""
        return self.blocking in ("sdpa", "infinity")

    @property
    def late(self) -> bool:
        """Whether the mask comes after the softmax, so that blocked scores stay in its sum."""
        return self.blocking in ("after", "renormalised")

    def __post_init__(self):
        for name, options in (("divide", Divide), ("blocking", Blocking), ("precision", Precision)):
            if getattr(self, name) not in get_args(options):
                known = ", ".join(get_args(options))
                raise ValueError(f"{name} is {getattr(self, name)!r}, not one of {known}")


@dataclass(frozen=True)
class Trace:
    """Every stage of one attention layer, in the order it is computed.

    Shapes: q, k, v, output are (batch, head, token, d_head); raw, masked and weights are
    (batch, head, query, key). Scores have no unit; a row of weights sums to 1, or to 0 when empty,
    or to what a sink leaves. `raw` is q·k alone, `masked` is what enters the softmax; `allowed` is
    what mask and gates left, bool (batch, head, query, key).
    """

    q: Tensor
    k: Tensor
    v: Tensor
    raw: Tensor
    masked: Tensor
    weights: Tensor
    output: Tensor
    allowed: Tensor


def divisor(recipe: Recipe, d_head: int, d_model: int) -> float:
    """What q k^T is divided by; the square root makes the scores' spread the same at any width."""
    return {"head": math.sqrt(d_head), "model": math.sqrt(d_model), "nothing": 1.0}[recipe.divide]


def fill_of(recipe: Recipe) -> float:
    """The fill as its number format holds it: float16 makes −∞ of −1e5."""
    return torch.tensor(recipe.fill).to(getattr(torch, recipe.precision)).item()


def lowest(precision: Precision) -> float:
    """The lowest number of a format, finfo.min: with a score added it may be −∞ all the same."""
    return torch.finfo(getattr(torch, precision)).min


def scores_at_mask(raw: Tensor, recipe: Recipe, score_mod: ScoreMod = NOTHING) -> Tensor:
    """The scores that gates read and the mask is put on, in the recipe's number format."""
    return changed(raw.to(getattr(torch, recipe.precision)), score_mod, after=False)


def masked_scores(raw: Tensor, allowed: Tensor, recipe: Recipe) -> Tensor:
    """Scores after the mask, in the recipe's number format; (…, query, key) as `raw`."""
    scores = raw.to(getattr(torch, recipe.precision))
    match recipe.blocking:
        case "sdpa" | "infinity":
            return scores.masked_fill(~allowed, -math.inf)
        case "add":
            return torch.where(allowed, scores, scores + fill_of(recipe))
        case "write":
            return scores.masked_fill(~allowed, fill_of(recipe))
        case "zero":
            return scores.masked_fill(~allowed, 0.0)
    return scores  # after and renormalised touch the weights, not the scores


def shares(masked: Tensor, sink: Tensor | None) -> Tensor:
    """The softmax over the keys, and over one more column that is thrown away when there is a sink.

    Shapes: masked (batch, head, query, key), sink (head,).
    """
    if sink is None:
        return masked.softmax(dim=-1)
    column = sink.to(masked.dtype)[:, None, None].expand(*masked.shape[:-1], 1)
    return torch.cat((masked, column), dim=-1).softmax(dim=-1)[..., :-1]


def softmax_weights(
    masked: Tensor, allowed: Tensor, recipe: Recipe, score_mod: ScoreMod = NOTHING
) -> Tensor:
    """Each row of masked scores as shares of one whole, (…, query, key), float32 again."""
    weights = shares(masked, score_mod.sink).float()
    if recipe.blocking == "sdpa" and not score_mod.caps_blocked:  # a capped row is not empty
        empty = ~allowed.any(dim=-1, keepdim=True)
        return weights.masked_fill(empty, 0.0) if empty.any() else weights
    if recipe.late:
        weights = weights.masked_fill(~allowed, 0.0)
    if recipe.blocking == "renormalised":
        total = weights.sum(dim=-1, keepdim=True)
        return torch.where(total > 0, weights / total, 0.0)
    return weights


def check_sides(q: Tensor, k: Tensor, v: Tensor) -> None:
    """ValueError unless queries, keys and values fit each other."""
    for name, side in (("q", q), ("k", k), ("v", v)):
        if side.ndim != 4:
            raise ValueError(f"{name} is {tuple(side.shape)}, not (batch, head, token, d_head)")
    if q.shape[:2] != k.shape[:2] or q.shape[:2] != v.shape[:2]:
        sides = ", ".join(str(tuple(side.shape[:2])) for side in (q, k, v))
        raise ValueError(f"batch and heads of q, k and v are {sides}; they have to be the same")
    if q.shape[-1] != k.shape[-1]:
        raise ValueError(
            f"queries are {q.shape[-1]} wide and keys {k.shape[-1]}: no scores of them"
        )
    if k.shape[-2] != v.shape[-2]:
        raise ValueError(f"there are {k.shape[-2]} keys and {v.shape[-2]} values, one for each key")


def attend(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    allowed: Tensor,
    recipe: Recipe = Recipe(),
    *,
    d_model: int | None = None,
    score_mod: ScoreMod | None = None,
) -> Trace:
    """Every query asks every key it may read, and takes the mean of their values by the answer.

    Shapes: q (batch, head, query, d_head), k and v (batch, head, key, d_head), allowed bool,
    broadcast to (batch, head, query, key), True = may read. Errors: ValueError for shapes that do
    not fit each other and for a mask that is not of True and False. Source: Vaswani et al. 2017,
    "Attention is all you need", equation 1; see `ScoreMod` for what may be done to the scores
    besides.
    """
    check_sides(q, k, v)
    check_allowed(allowed, (*q.shape[:-1], k.shape[-2]))
    d_head = q.shape[-1]
    shrink = divisor(recipe, d_head, d_model or d_head * q.shape[1])
    raw = (q / shrink) @ k.transpose(-2, -1)  # q k^T / √d; dividing q first has fewer numbers
    if score_mod is None:
        left, masked = allowed, masked_scores(raw, allowed, recipe)
    else:
        scores = scores_at_mask(raw, recipe, score_mod)
        left = gated(scores, allowed, score_mod)
        masked = changed(masked_scores(scores, left, recipe), score_mod, after=True)
    weights = softmax_weights(masked, left, recipe, score_mod or NOTHING)
    output = heard(weights @ v, score_mod or NOTHING)
    return Trace(q, k, v, raw, masked, weights, output, left.expand(raw.shape))
