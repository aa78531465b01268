"""What is done to the scores besides the mask, by layer: gates, a bias, a cap, a sink."""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.headmask import HeadMask, Sight
from maskviz.analysis.parts import LayerMasks
from maskviz.analysis.running import Extras
from maskviz.masks.biases import BIASES
from maskviz.models.plans import Part
from maskviz.models.score_mod import Extra
from maskviz.settings.declared import NO_BIAS, Settings

Fields = dict[str, Any]  # of an Extra, by name


def make_extras(
    settings: Settings, parts: tuple[Part, ...], masks: dict[str, LayerMasks], sights: dict
) -> Extras:
    """For each part one Extra a layer, None where nothing is done besides the mask.

    They hold in the layers that have the mask: gates and biases for the queries that are looked at,
    a cap and a sink for all.
    """
    found = {}
    for part in parts:
        sight, layers = sights[part.name], masks[part.name]
        chosen = chosen_bias(settings, len(layers[0]), sight, part.name)
        offset = None if part.name == "cross" else 0
        after = settings["bias_after"]
        extras = [
            layer_extra(heads, sight, chosen, after, offset) if n in settings["layers"] else None
            for n, heads in enumerate(layers)
        ]
        if any(extras):
            found[part.name] = tuple(extras)
    return found


def layer_extra(
    heads: tuple[HeadMask, ...], sight: Sight, chosen: Fields, after: bool, offset: int | None
) -> Extra | None:
    """What is done in one layer; None when it is nothing.

    `chosen` is the relative of the sidebar, `after` puts it behind the mask; `offset` is that of an
    Extra.
    """
    gates = tuple((mask.gate.name, mask.gate.params) if mask.gate else None for mask in heads)
    fields = dict(chosen)
    if (painted := painted_on(heads, sight)) is not None:
        fields["bias"] = fields["bias"] + painted if "bias" in fields else painted
    if not (fields or any(gates)):
        return None
    return Extra(
        gates if any(gates) else (),
        cap_after_mask=after,
        bias_after_mask=after,
        offset=offset,
        first=sight.offset,
        **fields,
    )


def chosen_bias(settings: Settings, heads: int, sight: Sight, part: str) -> Fields:
    """The relative of the sidebar as fields of an Extra, over all tokens; it is for the part that
    is looked at."""
    name = settings["bias"]
    if name == NO_BIAS or settings.part.name != part:
        return {}
    params = {p.name: int(settings[f"{name}.{p.name}"]) for p in BIASES[name].controls}
    rows = sight.offset + sight.queries
    fields = BIASES[name].parts(heads, rows, sight.keys, 0, params)
    if "bias" in fields:
        fields["bias"][:, : sight.offset] = 0
    return fields


def painted_on(heads: tuple[HeadMask, ...], sight: Sight) -> Tensor | None:
    """What was painted to be added to the scores, (head, query, key); None when nothing was."""
    if all(mask.bias is None for mask in heads):
        return None
    added = np.zeros((len(heads), sight.offset + sight.queries, sight.keys), dtype=np.float32)
    for head, mask in enumerate(heads):
        if mask.bias is not None:
            added[head, sight.offset :] = mask.bias
    return torch.from_numpy(added)
