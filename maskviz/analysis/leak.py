"""How much of what a query gets still depends on the keys that it may not read."""

import torch
from torch import Tensor

from maskviz.analysis.view import View
from maskviz.models.attention import Recipe, Trace, shares
from maskviz.models.score_mod import NOTHING, ScoreMod


def can_leak(view: View) -> bool:
    """Whether a blocked key can count: its score is a number, not −∞."""
    return not view.settings.recipe.bans or bool(view.score_mod and view.score_mod.caps_blocked)


def leaks(trace: Trace, recipe: Recipe, score_mod: ScoreMod | None = None) -> Tensor:
    """The share of each row's sum Σ e^score that its blocked keys took, (batch, head, query).

    Output is (1 − share) × what −∞ would give, plus the blocked keys' own values unless their
    weights were zeroed: 0 means that nothing about a blocked key matters, 1 that nothing else does.
    Zeroing after the softmax leaves the share in the denominator; rescaling then takes it out, as
    long as anything is left to rescale. A row of zeros depends on nobody; NaN stays NaN.
    """
    score_mod = score_mod or NOTHING
    given = trace.weights
    if recipe.late:
        given = shares(trace.masked, score_mod.sink).float()
    taken = given.masked_fill(trace.allowed, 0.0).sum(dim=-1)
    if recipe.blocking == "after":
        return taken.masked_fill(~trace.allowed.any(dim=-1), 0.0)
    if recipe.blocking == "renormalised":
        kept = given.masked_fill(~trace.allowed, 0.0).sum(dim=-1)
        lost = (kept == 0) & trace.allowed.any(dim=-1)  # too small for the number format
        return torch.where(taken.isnan(), taken, lost.float())
    return taken


def most(trace: Trace, recipe: Recipe, score_mod: ScoreMod | None, offset: int) -> float:
    """The largest leak of the rows from `offset` on in any head; NaN counts as none."""
    found = leaks(trace, recipe, score_mod)[0, :, offset:]
    found = found[found.isfinite()]
    return found.max().item() if found.numel() else 0.0


def leak(view: View) -> float:
    """The largest share, 0 to 1, that blocked keys have in a row of the layer looked at."""
    if not can_leak(view):
        return 0.0
    return most(view.trace, view.settings.recipe, view.score_mod, view.region.offset)


def leak_anywhere(view: View) -> float:
    """The same over all layers of the attention looked at: predictions come out of the last."""
    recipe, score_mods = view.settings.recipe, view.score_mods.get(view.part)
    found = [0.0]
    for n, layer in enumerate(view.run.heads[view.part]):
        score_mod = score_mods[n] if score_mods else None
        if not recipe.bans or (score_mod and score_mod.caps_blocked):
            found.append(most(layer.trace, recipe, score_mod, view.region.offset))
    return max(found)
