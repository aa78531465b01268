"""Words for the page: sentences about a view."""

import numpy as np

from maskviz.analysis.headmask import own_mask
from maskviz.analysis.leak import leak_anywhere
from maskviz.analysis.unmatched import unmatched
from maskviz.analysis.view import View
from maskviz.masks.biases import BIASES
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, facts_of
from maskviz.masks.compose.words import look
from maskviz.masks.matrix import reads_future
from maskviz.settings.declared import NO_BIAS
from maskviz.ui.kit.words import cells

NOTICEABLE = 0.001  # a share that can move an output


def caption(view: View) -> str:
    """One sentence that tells the learner what to look for, made from the mask that is shown."""
    mask, look = view.mask, look_for(view)
    if mask.gate:
        others = " and ".join(rule.title.lower() for rule in mask.rules[1:])
        return f"{look} It chooses among what {others} leaves." if others else look
    term = None if mask.painted else mask.term
    own = len(term.parts) if isinstance(term, Join) and term.word == "and" else 1
    rest = np.logical_and.reduce([rule.cells for rule in mask.rules[:own]])
    taken = []
    for rule in mask.rules[own:]:
        taken.append(f"{rule.title.lower()} takes {cells(int((rest & ~rule.cells).sum()))}")
        rest = rest & rule.cells
    return f"{look} On top of it, {' and '.join(taken)}." if taken else look


def besides(view: View) -> str:
    """What is done to the scores besides the mask, as a sentence; nothing when nothing is."""
    name = view.settings.bias
    if name == NO_BIAS or view.score_mod is None:
        return ""
    return f"Besides the mask, {BIASES[name].title}: {BIASES[name].sentence}"


def look_for(view: View) -> str:
    """What is to be seen of the mask alone, before the model's own is added."""
    mask = view.mask
    if mask.painted:
        return painted(len(mask.flips))
    return look(mask.rules[0].term if isinstance(mask.term, MaskCall) else mask.term)


def painted(count: int) -> str:
    return f"{cells(count)} painted: the weights of those rows shift to the keys that are left."


def usual(view: View) -> str:
    """What the mask is compared with: the model's own, as it was trained."""
    return "plain causal" if "causal" in view.settings.attention.own else "its own mask"


def warnings(view: View) -> list[str]:
    """What a visitor must know to read the picture rightly."""
    faults = dict.fromkeys(mask.fault for mask in view.different if mask.fault)
    return [*view.batch.notes, *faults, *lost(view), *truthfulness(view), *limits(view)]


def lost(view: View) -> list[str]:
    """What the masks of the part looked at were told to look for and this text has not."""
    rules = [rule.term for mask in view.different for rule in mask.rules if rule.term]
    terms = [mask.term for mask in view.different] + rules
    asked = (name for term in terms for name in facts_of(term))
    return unmatched(view.region.facts, asked, view.shipped.reader(view.part).marks)


def truthfulness(view: View) -> list[str]:
    """Whether predictions may have read what they predict."""
    if "causal" not in view.settings.attention.own:
        return []
    if any(reads_future(mask.allowed, view.region.offset) for mask in view.different):
        return [
            "This mask reads the future: predictions may have read the answer, and the loss does "
            "not say how well the model predicts."
        ]
    if (most := leak_anywhere(view)) > NOTICEABLE:
        return [leaked(view.settings.blocking, most)]
    return []


def leaked(blocking: str, most: float) -> str:
    """What blocked keys still do, in one sentence with its number."""
    if blocking == "after":
        return (
            f"Zeroed after the softmax, blocked keys give nothing but stay in the sum: up to "
            f"{most:.2f} of it is theirs, the future's among them, and shrinks all that a row may "
            "read, so predictions may have read the answer."
        )
    return (
        f"Blocked keys keep up to {most:.2f} of a row's weight, the future among them: "
        "predictions may have read the answer."
    )


def limits(view: View) -> list[str]:
    """What was asked for and cannot be had, or not here."""
    said, settings, keys = [], view.settings, view.region.keys
    layers = view.shipped.shape.layers
    if settings.layer not in settings.layers:
        listed = ", ".join(str(n) for n in settings.layers if n < layers) or "none"
        own = own_mask(view.region, settings.attention.own).title.lower()
        said.append(
            f"Layer {settings.layer} keeps its own mask, {own}; yours applies to layers: {listed}."
        )
    if not view.attention.writes_answer and settings.queries > keys:
        said.append(f"{settings.queries} queries were asked for; the text has {keys} tokens.")
    context = view.shipped.shape.context
    if settings.pad_to > context:
        said.append(f"Rows of {settings.pad_to} do not fit: {view.shipped.name} reads {context}.")
    moved = (
        view.shipped.plan.writes_answer and settings.pad_side == "left" and not bool(view.real[0])
    )
    if moved:
        right = view.shipped.card["padding"]["exact_padded_left"]
        said.append(
            "Padding on the left moves every character to another position, and this model counts "
            f"from the left edge: {right:.0%} of its answers stay right, with the padding mask on."
        )
    if settings.mask == "key_padding" and not view.attention.reads_answer and bool(view.real.all()):
        said.append(f"This row has no padding: set “Pad to” above {keys}, its length.")
    return said
