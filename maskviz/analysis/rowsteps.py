"""What is done to the scores of one row besides the mask: the cap and the bias, in their order."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.models.attention import Recipe, masked_scores, scores_at_mask
from maskviz.models.score_mod import ScoreMod, steps


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a row.

    kind     "cap" or "bias"
    after    whether it came after the mask
    numbers  (keys,): the scores then for a cap, what was added for a bias
    """

    kind: str
    after: bool
    numbers: np.ndarray


def steps_of(
    raw: Tensor, allowed: np.ndarray, recipe: Recipe, score_mod: ScoreMod
) -> tuple[np.ndarray, tuple[Step, ...]]:
    """What the mask is put on, and the steps before and after it.

    Shapes: raw (keys,), allowed bool (keys,), extra's bias (keys,).
    """
    scores = scores_at_mask(raw, recipe, score_mod)
    masked = masked_scores(scores, torch.from_numpy(allowed).to(raw.device), recipe)
    made = []
    for after, start in ((False, raw.to(scores.dtype)), (True, masked)):
        for kind, then in steps(start, score_mod, after):
            shown = then if kind == "cap" else score_mod.bias.to(scores.dtype)
            made.append(Step(kind, after, shown.float().numpy(force=True)))
    put_on = scores if any(not step.after for step in made) else raw
    return put_on.float().numpy(force=True), tuple(made)
