"""The same text through a model in which one head is silent, or may read every key."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import torch
from torch import Tensor

from maskviz.analysis.running import outcome
from maskviz.analysis.view import View
from maskviz.models.run import Run
from maskviz.models.score_mod import NOTHING, ScoreMod

Way = Literal["silence", "open"]
Head = tuple[int, int]  # layer, head of the attention looked at


def changed_runs(view: View, heads: Sequence[Head], way: Way) -> Run:
    """One run whose batch has a row for each of `heads`, with that head alone changed.

    A silent head adds nothing to what is projected. One that is opened reads what the full mask
    lets it: padding is left out where the settings keep the model from reading it. A translator is
    given the answer it wrote.
    """
    masks = {part: cells.expand(-1, len(heads), -1, -1, -1) for part, cells in view.allowed.items()}
    score_mods = dict(view.score_mods)
    if way == "silence":
        score_mods[view.part] = silenced(view, heads)
    else:
        masks[view.part] = opened(view, heads)
        if gated := [head for head in heads if has_gate(view, head)]:
            if len(heads) > 1:
                raise ValueError(f"{gated} choose by their scores; each needs a run of its own")
            score_mods[view.part] = without_gate(view, gated[0])
    ids, answer = view.ids.expand(len(heads), -1), view.done.answer
    recipe = view.settings.recipe
    return outcome(view.shipped, ids, masks, recipe, view.position, score_mods, answer).run


def silenced(view: View, heads: Sequence[Head]) -> tuple[ScoreMod | None, ...]:
    """What each layer does besides its mask, with the heads silent, each in its row."""
    shape = view.shipped.shape
    silent = torch.zeros(shape.layers, len(heads), shape.heads, dtype=torch.bool)
    for row, (layer, head) in enumerate(heads):
        silent[layer, row, head] = True
    usual = view.score_mods.get(view.part) or (None,) * shape.layers
    return tuple(
        replace(score_mod or NOTHING, silent=silent[layer]) if silent[layer].any() else score_mod
        for layer, score_mod in enumerate(usual)
    )


def opened(view: View, heads: Sequence[Head]) -> Tensor:
    """Masks bool (layer, batch, head, query, key) in which each row has one head opened."""
    masks = view.allowed[view.part].repeat(1, len(heads), 1, 1, 1)
    keys = readable(view)
    for row, (layer, head) in enumerate(heads):
        masks[layer, row, head, view.region.offset :] = keys
    return masks


def readable(view: View) -> Tensor:
    """The keys that an open head may read, bool (key,)."""
    kept = view.settings.and_padding and "key_padding" in view.attention.own
    real = torch.from_numpy(view.region.facts["real"]).bool()
    return real if kept else torch.ones_like(real)


def has_gate(view: View, head: Head) -> bool:
    """Whether a head chooses its keys by their scores."""
    score_mods = view.score_mods.get(view.part)
    score_mod = score_mods[head[0]] if score_mods else None
    return bool(score_mod and score_mod.gates and score_mod.gates[head[1]])


def without_gate(view: View, head: Head) -> tuple[ScoreMod | None, ...]:
    """What each layer does besides its mask, without what the head chooses by its scores."""
    layers = list(view.score_mods[view.part])
    score_mod = layers[head[0]] or NOTHING
    gates = (gate if n != head[1] else None for n, gate in enumerate(score_mod.gates))
    layers[head[0]] = replace(score_mod, gates=tuple(gates))
    return tuple(layers)
