"""From a view to the scene that the stage draws."""

from typing import Any

import numpy as np
from torch import Tensor

from maskviz.analysis.covered import Covered
from maskviz.analysis.headmask import NamedCells
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.models.attention import fill_of
from maskviz.stage.scene import Scene

OUTPUTS = {
    "head": "Output",
    "concatenated": "All heads",
    "projected": "Projected",
}
FORMULAS = {"head": "q·kᵀ/√d", "nothing": "q·kᵀ", "model": "q·kᵀ/√d_model"}


def numbers(tensor: Tensor) -> np.ndarray:
    return tensor[0].float().numpy(force=True)


def spaced(label: str) -> str:
    """A label as the stage wants it: with the space that it begins with, not the mark for it."""
    return " " + label[1:] if label.startswith("·") and len(label) > 1 else label


def outputs(view: View) -> np.ndarray:
    """What the output stage shows, (query, width)."""
    layer = view.layer
    chosen = {
        "head": layer.trace.output[:, view.head],
        "concatenated": layer.concatenated,
        "projected": layer.projected,
    }
    return numbers(chosen[view.settings.output])[view.region.offset :]


def targets(view: View) -> list[str]:
    """What each query is to predict, or did predict where it writes an answer; or nothing."""
    if view.attention.writes_answer:
        if isinstance(view, Covered):
            return []
        return view.shipped.target.labels(view.done.answer[1:])
    if not view.shipped.plan.predicts_next:
        return []
    real = [*view.real.tolist(), 0]
    shown = [spaced(token) for token in view.tokens] + [""]
    pairs = range(view.region.offset, view.region.keys)
    return [shown[q + 1] if real[q] and real[q + 1] else "" for q in pairs]


def scene_of(view: View) -> Scene:
    """The head looked at, as the stage draws it."""
    offset, head, trace, mask = view.region.offset, view.head, view.trace, view.mask
    raw, masked, weights = (
        numbers(t)[:, offset:] for t in (trace.raw, trace.masked, trace.weights)
    )
    settings = view.settings
    slot = settings.slot
    return Scene(
        tokens=[spaced(token) for token in view.tokens],
        query_tokens=() if view.attention.queries_are_keys else [*map(spaced, view.asking)],
        rules=[(rule.title, rule.cells) for rule in mask.rules],
        causes=[cause(rule, view) for rule in mask.rules],
        either={
            i: [(part.title, part.cells) for part in rule.either]
            for i, rule in enumerate(mask.rules)
        },
        raw=raw[head],
        masked=masked[head],
        weights=weights[head],
        output=outputs(view),
        head_weights=weights,
        head_allowed=np.stack([m.allowed for m in view.shown]),
        masked_is_plain=plainly_masked(view),
        blocking=settings.blocking,
        fill=fill_of(settings.recipe),
        **besides(view),
        raw_formula=FORMULAS[settings.divide],
        output_title=OUTPUTS[settings.output],
        offset=offset,
        targets=targets(view),
        real=view.region.facts["real"].tolist(),
        layer=settings.layer,
        head=head,
        head_titles=[m.title for m in view.shown],
        paintable=mask is view.heads[head],
        slot=slot,
        base=str(mask.term),
        painted=mask.painted,
    )


def cause(rule: NamedCells, view: View) -> str:
    """What the blocked cells of a rule are: padding's, or the future's where it hides all of that.

    In cross-attention no key stands after a query.
    """
    if isinstance(rule.term, MaskCall) and rule.term.mask.family == "padding":
        return "padding"
    future = ~np.tri(*rule.cells.shape, view.region.offset, dtype=bool)
    hides = view.attention.queries_are_keys and future.any() and not (rule.cells & future).any()
    return "future" if hides else ""


def plainly_masked(view: View) -> bool:
    """Whether the masked scores are raw, plus a bias, where a key may be read and −∞ elsewhere;
    raw, plus a bias, everywhere when the mask comes later."""
    settings, score_mod = view.settings, view.score_mod
    plain = (settings.recipe.bans or settings.recipe.late) and settings.precision == "float32"
    return plain and not (score_mod and score_mod.softcap is not None)


def besides(view: View) -> dict[str, Any]:
    """What the head does to its scores besides the mask, as the scene has it."""
    score_mod, found = view.score_mod, {}
    if score_mod is None:
        return found
    if score_mod.bias is not None:
        own = score_mod.bias[view.head if len(score_mod.bias) > 1 else 0]
        found["bias"] = own[view.region.offset :].numpy(force=True)
        found["bias_after_mask"] = score_mod.bias_after_mask
    if score_mod.softcap is not None:
        found |= {"softcap": score_mod.softcap, "cap_after_mask": score_mod.cap_after_mask}
    if score_mod.sink is not None:
        found["sink"] = float(score_mod.sink[view.head])
    return found
