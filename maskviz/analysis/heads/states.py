"""The playground's state in which one head is silent or open, and all others are as they were."""

from dataclasses import replace

from maskviz.analysis.headmask import HeadMask, own_mask
from maskviz.analysis.heads.changed import Head, Way
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, TermError, Typed
from maskviz.settings.declared import NO_BIAS, Settings
from maskviz.settings.slots import PAINTED, Page, SlotMask, slot_of

NOTHING = Typed("q < 0")  # no query: a row with nothing to read gives zeros, as SDPA has it
PADDING = MaskCall("key_padding")


def state_of(view: View, changed: Head, way: Way) -> Settings | None:
    """Settings under which the playground runs the same; None where none say it.

    Silence is a mask that lets nothing be read, so it needs the recipe that gives an empty row
    zeros, and every query. A mask that goes by scores or by paint cannot be put under the causal
    one that the model adds to the others.
    """
    settings, layers = view.settings, range(view.shipped.shape.layers)
    silent = way == "silence"
    if view.score_mods or (silent and (settings.blocking != "sdpa" or view.region.offset)):
        return None
    slots: dict[str, SlotMask] = {}
    book: dict[str, Page] = {}
    for part in view.shipped.plan.parts:
        for layer in layers:
            for head in range(view.shipped.shape.heads):
                slot = slot_of(part.name, head, layer)
                if part.name == view.part and (layer, head) == changed:
                    slots[slot] = NOTHING if silent else MaskCall("full")
                    continue
                mask, was = mask_at(view, part.name, layer, head)
                if (term := slot_mask(mask)) is None:
                    return None
                slots[slot] = term
                if mask.painted and (page := settings.base_of(was)[1]):
                    book[slot] = page
    chosen = settings.but(
        each=True,
        each_layer=True,
        layers=tuple(layers),
        and_causal=False,
        bias=NO_BIAS,  # one that is set holds in no layer of this view
        layer=changed[0],
        head=changed[1],
    )
    return replace(chosen, slots=slots, book=book).with_own_mask()


def mask_at(view: View, part: str, layer: int, head: int) -> tuple[HeadMask, str]:
    """A head's mask as it is in the run, and the slot it was set in."""
    was = view.settings.slot_at(part, head, layer)
    if layer in view.settings.layers:
        return view.masks[part][layer][head], was
    return own_mask(view.regions[part], view.shipped.plan.part(part).own), was


def slot_mask(mask: HeadMask) -> SlotMask | None:
    """A mask with the causal one that the model adds, as a slot has it.

    The padding mask stays the model's to add.
    """
    rules = [rule for rule in mask.rules if not (rule.added and rule.term == PADDING)]
    if mask.painted:
        return None if len(rules) > 1 or mask.bias is not None else PAINTED
    terms = tuple(rule.term for rule in rules if rule.term)
    if len(terms) == 1:
        return terms[0]
    try:
        return Join("and", terms)
    except TermError:
        return None
