"""What each part of the model may read: its rectangle, its heads' masks, its layers."""

from collections.abc import Mapping
from dataclasses import replace

import torch
from torch import Tensor

from maskviz.analysis.headmask import CAUSAL, HeadMask, Region, by_head, head_mask, own_mask
from maskviz.analysis.reading import answer_facts, token_facts
from maskviz.analysis.running import own_cells
from maskviz.models import Shipped
from maskviz.models.batch import Batch
from maskviz.models.plans import AttentionKind, Plan
from maskviz.settings.declared import Settings

LayerMasks = tuple[tuple[HeadMask, ...], ...]  # by layer, then by head


def layer_masks(
    settings: Settings,
    masks: LayerMasks,
    region: Region,
    own: tuple[str, ...] = CAUSAL,
) -> Tensor:
    """Every layer's mask over all tokens, bool (layer, 1, head, query, key).

    Layers that were not chosen keep the model's own mask, and so do queries that are not looked at:
    they were read before, like entries of a cache.
    """
    usual = own_cells(own, torch.from_numpy(region.facts["real"]), region.offset + region.queries)
    made: dict[int, Tensor] = {}

    def chosen(heads: tuple[HeadMask, ...]) -> Tensor:
        if id(heads) not in made:
            cells = usual.repeat(len(heads), 1, 1)
            for head, mask in enumerate(heads):
                cells[head, region.offset :] = torch.from_numpy(mask.allowed)
            made[id(heads)] = cells
        return made[id(heads)]

    return torch.stack(
        [
            chosen(heads) if n in settings.layers else usual.expand(len(heads), *usual.shape)
            for n, heads in enumerate(masks)
        ]
    )[:, None]


def make_regions(settings: Settings, shipped: Shipped, batch: Batch, row: int) -> dict[str, Region]:
    """The rectangle of each part: who asks, who answers."""
    labels = tuple(shipped.tokenizer.labels(batch.ids[row].tolist()))
    keys, facts = len(labels), token_facts(settings, batch, row, labels)
    found: dict[str, Region] = {}
    for part in shipped.plan.parts:
        if not part.writes_answer:
            found[part.name] = Region(min(settings.queries or keys, keys), keys, facts)
            continue
        answer = settings.answer or shipped.shape.answer
        if not part.queries_are_keys:
            found[part.name] = Region(answer, keys, facts, first=0)
        else:
            found[part.name] = Region(answer, answer, answer_facts(settings, shipped, answer))
    return found


def part_masks(
    settings: Settings, shipped: Shipped, part: AttentionKind, region: Region
) -> LayerMasks:
    """The mask of every head of a part; one that was never set there keeps the model's own.

    Layers that share their masks are one and the same tuple.
    """
    if settings.each_layer:
        layers = range(shipped.shape.layers)
        return tuple(heads_of(settings, shipped, part, region, layer) for layer in layers)
    return (heads_of(settings, shipped, part, region, 0),) * shipped.shape.layers


def heads_of(
    settings: Settings, shipped: Shipped, part: AttentionKind, region: Region, layer: int
) -> tuple[HeadMask, ...]:
    """The mask of every head of one layer; heads that share theirs have one and the same."""
    count, first = shipped.shape.heads, settings.slot_at(part.name, 0, layer)
    looked_at = part == settings.attention

    def mask_of(head: int) -> HeadMask:
        slot = settings.slot_at(part.name, head, layer)
        if looked_at or slot in settings.slots:
            return head_mask(settings, slot, region, part.own, head)
        return own_mask(region, part.own)

    if settings.each or by_head(settings, first):
        return tuple(map(mask_of, range(count)))
    return (mask_of(0),) * count


def named_own(plan: Plan, regions: Mapping[str, Region]) -> str:
    """The model's own masks by their names, each part's over all its queries."""
    names: dict[str, list[str]] = {}
    for part in plan.parts:
        region = regions[part.name]
        rows = region.offset + region.queries
        every = replace(region, queries=rows, first=0) if region.offset else region
        name = own_mask(every, part.own).title.lower()
        names.setdefault(name, []).append(part.title.lower())
    if len(plan.parts) == 1:
        return f"the model's own mask, {next(iter(names))}"
    told = (f"{name} in {' and '.join(parts)}" for name, parts in names.items())
    return f"the model's own masks, {', '.join(told)}"
