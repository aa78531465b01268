"""A mask over scores, head by head: masked scores, weights, and the rows that are odd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from maskviz.analysis.arithmetic import RowAsked, row_of
from maskviz.analysis.remarks import remarks
from maskviz.masks.dynamic import chosen
from maskviz.models.attention import Recipe, Trace, masked_scores, softmax_weights

RECIPE = Recipe()  # what scaled_dot_product_attention does


@dataclass(frozen=True, eq=False)
class Scored:
    """Attention from its scores on; allowed bool, the others float32, all (head, query, key)."""

    allowed: np.ndarray
    raw: np.ndarray
    masked: np.ndarray
    weights: np.ndarray

    def odd_rows(self, head: int, tokens: Sequence[str], first: int) -> dict[int, list[str]]:
        """Every row, counted from 0, of which a reader should be told something."""
        broken = ~np.isfinite(self.weights[head]).all(axis=-1)
        rows = np.flatnonzero(broken | ~self.allowed[head].any(axis=-1)).tolist()
        return {row: remarks(row_of(self.asked(head, row, tokens, first))) for row in rows}

    def asked(self, head: int, row: int, tokens: Sequence[str], first: int) -> RowAsked:
        stages = (self.raw, self.masked, self.weights)
        raw, masked, weights = (torch.from_numpy(stage)[None] for stage in stages)
        heads, queries, keys = self.raw.shape
        asking, answering = torch.zeros(1, heads, queries, 1), torch.zeros(1, heads, keys, 1)
        left = torch.from_numpy(self.allowed)[None]
        trace = Trace(asking, answering, answering, raw, masked, weights, asking, left)
        return RowAsked(trace, left[0], RECIPE, head, row, 0, tokens, first)


def scored(allowed: np.ndarray, raw: np.ndarray) -> Scored:
    """The weights of scores under a mask, as scaled_dot_product_attention takes them.

    Shapes: allowed bool and raw float32, (head, query, key), one head stands for all. Scores are
    taken as given, divided already by what they are to be divided by.
    """
    allowed, raw = (np.ascontiguousarray(each) for each in np.broadcast_arrays(allowed, raw))
    scores, open_ = torch.from_numpy(raw), torch.from_numpy(allowed)
    masked = masked_scores(scores, open_, RECIPE)
    weights = softmax_weights(masked, open_, RECIPE)
    return Scored(allowed, raw, masked.numpy(), weights.numpy())


def chosen_by(raw: np.ndarray, name: str, params: Mapping[str, Any], offset: int) -> np.ndarray:
    """The keys that a mask chooses by scores, bool (head, query, key), out of all of them.

    Shape: raw float32 (head, query, key); row r is the query at position r + offset.
    """
    scores = torch.from_numpy(raw)
    return chosen(name, params, scores, torch.ones_like(scores, dtype=torch.bool), offset).numpy()
