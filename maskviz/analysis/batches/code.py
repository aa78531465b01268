"""The batch as a program to take away."""

from collections.abc import Callable, Sequence

from maskviz.analysis.batches.given import Given, regions_of
from maskviz.analysis.exporthead import head_of
from maskviz.analysis.headmask import HeadMask, Region, own_mask
from maskviz.analysis.parts import part_masks
from maskviz.libraries.export import Head, NotExpressible, Rectangle, to_batch
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, differs_by_head
from maskviz.models import Shipped
from maskviz.models.plans import AttentionKind
from maskviz.models.tokenizer import PAD
from maskviz.settings.declared import Settings

FULL = MaskCall("full")


def batch_code(looked_at: Given) -> str:
    """The tokens as a rectangle and every text's mask in the layer looked at, as torch has them.

    NotExpressible for a dynamic mask, which needs the scores.
    """
    settings, shipped, batch = looked_at.settings, looked_at.shipped, looked_at.batch
    (part,) = shipped.plan.parts
    regions = regions_of(settings, shipped, batch)
    masks = [masks_of(settings, shipped, part, region) for region in regions]
    if any(mask.gate for mask in masks[0]):
        raise NotExpressible(f"{masks[0][settings.head].title} needs the scores")
    first = regions[0]
    texts_heads = [
        [head_of(mask, region) for mask in heads]
        for heads, region in zip(masks, regions, strict=True)
    ]
    heads = [merged(each) for each in zip(*texts_heads, strict=True)]
    each = settings.each or any(differs_by_head(term) for head in heads for term in head.all)
    counted = looked_at.position is not None
    texts = [ids[real.bool()].tolist() for ids, real in zip(batch.ids, batch.real, strict=True)]
    rows = Rectangle(texts, first.keys, settings.pad_side, PAD, counted)
    facts = [region.facts for region in regions]
    return to_batch(rows, heads if each else heads[0], facts, first.queries)


def masks_of(
    settings: Settings, shipped: Shipped, part: AttentionKind, region: Region
) -> tuple[HeadMask, ...]:
    """Every head's mask of one text; a layer that was not chosen has the model's own."""
    if settings.layer not in settings.layers:
        return (own_mask(region, part.own),) * shipped.shape.heads
    return part_masks(settings, shipped, part, region)[settings.layer]


def merged(heads: Sequence[Head]) -> Head:
    """One head for all texts: what the model puts on top in some of them stands in each, where it
    blocks nothing more."""
    uses = once(heads, lambda head: head.uses)
    then = once(heads, lambda head: head.then)
    if not heads[0].flips:
        uses = tuple(term for term in uses if term != FULL) or uses
    return Head(uses, heads[0].flips, then, heads[0].drawn)


def once(heads: Sequence[Head], terms: Callable[[Head], tuple[Term, ...]]) -> tuple[Term, ...]:
    """Every term of some heads, each once."""
    return tuple({str(term): term for head in heads for term in terms(head)}.values())
