"""What each part of the model may read: its rectangle, its heads' masks, its layers."""

import torch
from torch import Tensor

from maskviz.analysis.headmask import CAUSAL, HeadMask, Sight, by_head, head_mask, own_mask
from maskviz.analysis.reading import answer_facts, token_facts
from maskviz.analysis.running import own_cells
from maskviz.models import Shipped
from maskviz.models.batch import Batch
from maskviz.models.plans import Part
from maskviz.settings import Settings, slot_of


def layer_masks(
    settings: Settings,
    heads: tuple[HeadMask, ...],
    sight: Sight,
    layers: int,
    own: tuple[str, ...] = CAUSAL,
) -> Tensor:
    """Every layer's mask over all tokens, bool (layer, 1, head, query, key).

    Layers that were not chosen keep the model's own mask, and so do queries that are not looked at:
    they were read before, like entries of a cache.
    """
    usual = own_cells(own, torch.from_numpy(sight.facts["real"]), sight.offset + sight.queries)
    chosen = usual.repeat(len(heads), 1, 1)
    for head, mask in enumerate(heads):
        chosen[head, sight.offset :] = torch.from_numpy(mask.allowed)
    masks = [chosen if n in settings["layers"] else usual.expand_as(chosen) for n in range(layers)]
    return torch.stack(masks)[:, None]


def make_sights(settings: Settings, shipped: Shipped, batch: Batch, row: int) -> dict[str, Sight]:
    """The rectangle of each part: who asks, who answers."""
    labels = tuple(shipped.tokenizer.labels(batch.ids[row].tolist()))
    keys, facts = len(labels), token_facts(settings, batch, row, labels)
    found = {}
    for part in shipped.plan.parts:
        if part.name in ("self", "encoder"):
            found[part.name] = Sight(min(settings["queries"] or keys, keys), keys, facts)
        elif part.name == "cross":
            found[part.name] = Sight(shipped.shape.answer, keys, facts, first=0)
        else:
            rows = shipped.shape.answer
            found[part.name] = Sight(rows, rows, answer_facts(settings, shipped, rows))
    return found


def part_masks(
    settings: Settings, shipped: Shipped, part: Part, sight: Sight
) -> tuple[HeadMask, ...]:
    """The mask of every head of a part; one that was never set there keeps the model's own."""
    count, together = shipped.shape.heads, slot_of(part.name, "all")
    looked_at = part == settings.part

    def mask_of(slot: str, head: int) -> HeadMask:
        if looked_at or slot in settings.slots:
            return head_mask(settings, slot, sight, part.own, head)
        return own_mask(sight, part.own)

    if settings["each"]:
        return tuple(mask_of(slot_of(part.name, head), head) for head in range(count))
    if by_head(settings, together):
        return tuple(mask_of(together, head) for head in range(count))
    return (mask_of(together, 0),) * count
