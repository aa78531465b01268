"""The arithmetic of one row of attention, from q and k to the mean of values, all numbers kept."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import Tensor

from maskviz.analysis.rowsteps import Step, steps_of
from maskviz.models.attention import Recipe, Trace, divisor
from maskviz.models.score_mod import NOTHING, ScoreMod

TOP = 5  # values shown one by one in the weighted mean


@dataclass(frozen=True, eq=False)
class Row:
    """One query's row with the working shown, and one of its keys looked at closely.

    Shapes: query, key, output (d_head,); allowed, raw, masked, exponentials, shares, weights
    (keys,); values (len(top), d_head). Scores have no unit.
    `shares` is the softmax itself; `weights` is what is used, after the recipe's last step.
    `scores` (keys,) is what the mask was put on; `steps` are the cap and the bias in their order.
    """

    recipe: Recipe
    head: int
    q: int  # the query's position in the text
    k: int  # the key looked at
    tokens: tuple[str, ...]  # the text of each key
    query_token: str  # the query's own, which no key need have
    allowed: np.ndarray
    query: np.ndarray
    key: np.ndarray
    divisor: float
    divisor_name: str  # "√32"
    raw: np.ndarray
    masked: np.ndarray
    maximum: float  # the largest masked score
    exponentials: np.ndarray  # e^(masked − maximum)
    total: float  # Σ, the sum of the exponentials
    shares: np.ndarray
    weights: np.ndarray
    top: tuple[int, ...]  # the keys with the largest weights, largest first
    values: np.ndarray
    rest: np.ndarray  # (d_head,), the weighted sum of all other values
    output: np.ndarray
    reasons: tuple[tuple[str, ...], ...]  # for each key, why it is blocked; empty when it is not
    scores: np.ndarray
    steps: tuple[Step, ...] = ()
    softcap: float | None = None
    caps_blocked: bool = False  # the cap came after the mask
    sink: float | None = None  # the score of the column that is thrown away

    @property
    def products(self) -> np.ndarray:
        """q and k multiplied number by number; their sum is q·k."""
        return self.query * self.key

    @property
    def dot(self) -> float:
        return float(self.products.sum(dtype=np.float64))


def softmax(
    masked: np.ndarray, recipe: Recipe, sink: float | None = None
) -> tuple[float, np.ndarray, float, np.ndarray]:
    """(maximum, e^(masked − maximum), Σ, shares) of one row of scores (keys,).

    The maximum is taken off so that no exponential overflows; the shares do not change by it. When
    every score is −∞, −∞ − (−∞) is NaN and so is all that follows; SDPA looks first and never
    takes the difference, so that its Σ is 0 and it writes zeros in place of 0/0. A sink is one more
    score: it counts in the maximum and in Σ.
    """
    scores = masked.astype(np.float64)
    maximum = float(scores.max() if sink is None else np.maximum(scores.max(), sink))
    if maximum == -math.inf and recipe.blocking == "sdpa":
        nothing = np.zeros_like(scores)
        return maximum, nothing, 0.0, nothing
    with np.errstate(invalid="ignore"):
        exponentials = np.exp(scores - maximum)
        total = float(exponentials.sum())
        total += 0.0 if sink is None else float(np.exp(sink - maximum))
        return maximum, exponentials, total, exponentials / total


@dataclass(frozen=True, eq=False)
class RowAsked:
    """Which row of a trace is looked at, under what, and what there is to say of its keys.

    Shapes: allowed bool (query, key) or (head, query, key) with the trace's own rows; row q_row is
    the query at position q_row + offset. `reasons` holds one list of sentences a key, or nothing;
    `query_token` is the query's text where queries are not among the keys (cross-attention);
    `score_mod` is what the layer did to its scores besides; with gates, `allowed` is the trace's.
    """

    trace: Trace
    allowed: np.ndarray | Tensor
    recipe: Recipe
    head: int
    q_row: int
    k: int
    tokens: Sequence[str]
    offset: int = 0
    reasons: Sequence[Sequence[str]] = ()
    query_token: str | None = None
    score_mod: ScoreMod | None = None

    @property
    def cells(self) -> np.ndarray:
        """What the row may read, bool (keys,).

        Errors: sizes that do not fit and places outside the trace raise ValueError with the
        numbers.
        """
        heads, queries, keys = self.trace.raw.shape[-3:]
        head, q_row, k = self.head, self.q_row, self.k
        if not (0 <= head < heads and 0 <= q_row < queries and 0 <= k < keys):
            raise ValueError(
                f"head {head}, row {q_row}, key {k} is outside {heads} × {queries} × {keys}"
            )
        cells = np.asarray(self.allowed, dtype=bool)
        if cells.shape[-2:] != (queries, keys) or cells.ndim > 3:
            raise ValueError(f"a mask {cells.shape} does not fit scores {(heads, queries, keys)}")
        tokens, reasons = len(self.tokens), len(self.reasons)
        if tokens != keys or reasons not in (0, keys):
            raise ValueError(f"{tokens} tokens and {reasons} reasons for {keys} keys")
        return (cells[head] if cells.ndim == 3 else cells)[q_row]

    def numbers(self, tensor: Tensor, *place: int) -> np.ndarray:
        """A stage of the head looked at, as NumPy."""
        return tensor[(0, self.head, *place)].float().numpy(force=True)


def row_of(asked: RowAsked) -> Row:
    """Pick one row out of the first text of a trace and do its softmax again, by hand."""
    trace, recipe, head, q_row, k = asked.trace, asked.recipe, asked.head, asked.q_row, asked.k
    cells, numbers, keys = asked.cells, asked.numbers, len(asked.tokens)
    d_head = trace.q.shape[-1]
    masked, weights = numbers(trace.masked, q_row), numbers(trace.weights, q_row)
    values, output = numbers(trace.v), numbers(trace.output, q_row)
    score_mod = asked.score_mod or NOTHING
    sink = None if score_mod.sink is None else float(score_mod.sink[head].to(trace.masked.dtype))
    sink = None if sink == -math.inf else sink  # a head without one
    maximum, exponentials, total, shares = softmax(masked, recipe, sink)
    top = np.argsort(-weights, kind="stable")[:TOP]
    top = top[weights[top] > 0]
    others = np.setdiff1d(np.arange(keys), top)
    q = q_row + asked.offset
    if score_mod.bias is not None:  # one row of it is enough
        score_mod = replace(score_mod, bias=score_mod.bias[head % len(score_mod.bias), q_row])
    scores, done = steps_of(trace.raw[0, head, q_row], cells, recipe, score_mod)
    query_token = asked.query_token
    if query_token is None:
        query_token = asked.tokens[q] if q < keys else ""
    d_model = d_head * trace.raw.shape[-3]
    under = {"head": f"√{d_head}", "model": f"√{d_model}", "nothing": "1"}[recipe.divide]
    return Row(
        recipe=recipe,
        head=head,
        q=q,
        k=k,
        tokens=tuple(asked.tokens),
        query_token=query_token,
        allowed=cells,
        query=numbers(trace.q, q_row),
        key=numbers(trace.k, k),
        divisor=divisor(recipe, d_head, d_model),
        divisor_name=under,
        raw=numbers(trace.raw, q_row),
        masked=masked,
        maximum=maximum,
        exponentials=exponentials,
        total=total,
        shares=shares,
        weights=weights,
        top=tuple(top.tolist()),
        values=values[top],
        rest=weights[others] @ values[others],
        output=output,
        reasons=tuple(tuple(said) for said in asked.reasons) or ((),) * keys,
        scores=scores,
        steps=done,
        softcap=score_mod.softcap,
        caps_blocked=score_mod.caps_blocked,
        sink=sink,
    )
