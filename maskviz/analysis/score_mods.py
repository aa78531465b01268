"""What is done to the scores besides the mask, by layer: gates, a bias, a cap, a sink."""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.headmask import HeadMask, Region
from maskviz.analysis.parts import LayerMasks
from maskviz.analysis.running import ScoreMods
from maskviz.masks.biases import BIASES
from maskviz.models.plans import AttentionKind
from maskviz.models.score_mod import ScoreMod
from maskviz.settings.declared import NO_BIAS, Settings

Fields = dict[str, Any]  # of an Extra, by name


def make_score_mods(
    settings: Settings,
    parts: tuple[AttentionKind, ...],
    masks: dict[str, LayerMasks],
    regions: dict,
) -> ScoreMods:
    """For each part one Extra a layer, None where nothing is done besides the mask.

    They hold in the layers that have the mask: gates and biases for the queries that are looked at,
    a cap and a sink for all.
    """
    found = {}
    for part in parts:
        region, layers = regions[part.name], masks[part.name]
        chosen = chosen_bias(settings, len(layers[0]), region, part.name)
        offset = 0 if part.queries_are_keys else None
        after = settings.bias_after
        score_mods = [
            layer_score_mod(heads, region, chosen, after, offset) if n in settings.layers else None
            for n, heads in enumerate(layers)
        ]
        if any(score_mods):
            found[part.name] = tuple(score_mods)
    return found


def layer_score_mod(
    heads: tuple[HeadMask, ...], region: Region, chosen: Fields, after: bool, offset: int | None
) -> ScoreMod | None:
    """What is done in one layer; None when it is nothing.

    `chosen` is the relative of the sidebar, `after` puts it behind the mask; `offset` is that of an
    Extra.
    """
    gates = tuple((mask.gate.name, mask.gate.params) if mask.gate else None for mask in heads)
    fields = dict(chosen)
    if (painted := painted_on(heads, region)) is not None:
        fields["bias"] = fields["bias"] + painted if "bias" in fields else painted
    if not (fields or any(gates)):
        return None
    return ScoreMod(
        gates if any(gates) else (),
        cap_after_mask=after,
        bias_after_mask=after,
        offset=offset,
        first=region.offset,
        **fields,
    )


def chosen_bias(settings: Settings, heads: int, region: Region, part: str) -> Fields:
    """The relative of the sidebar as fields of an Extra, over all tokens; it is for the part that
    is looked at."""
    name = settings.bias
    if name == NO_BIAS or settings.attention.name != part:
        return {}
    rows = region.offset + region.queries
    fields = BIASES[name].parts(heads, rows, region.keys, 0, settings.params_of(BIASES[name]))
    if "bias" in fields:
        fields["bias"][:, : region.offset] = 0
    return fields


def painted_on(heads: tuple[HeadMask, ...], region: Region) -> Tensor | None:
    """What was painted to be added to the scores, (head, query, key); None when nothing was."""
    if all(mask.bias is None for mask in heads):
        return None
    added = np.zeros((len(heads), region.offset + region.queries, region.keys), dtype=np.float32)
    for head, mask in enumerate(heads):
        if mask.bias is not None:
            added[head, region.offset :] = mask.bias
    return torch.from_numpy(added)
