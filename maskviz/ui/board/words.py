"""Words for the page: sentences about a view."""

from collections.abc import Sequence

import numpy as np

from maskviz.analysis.caption import counts, equality, sight
from maskviz.analysis.headmask import HeadMask
from maskviz.analysis.leak import leak_anywhere
from maskviz.analysis.unmatched import unmatched
from maskviz.analysis.view import View
from maskviz.masks.biases import BIASES
from maskviz.masks.compose import facts_of
from maskviz.masks.matrix import counted, reads_future
from maskviz.masks.painting import flipped
from maskviz.settings.declared import NO_BIAS
from maskviz.ui.board.rectangular import more_queries

NOTICEABLE = 0.001  # a share that can move an output


def caption(view: View) -> str:
    """What is to be seen, made from the matrix that is drawn."""
    mask, region, crossed = view.mask, view.region, not view.attention.queries_are_keys
    look = painted(mask, region.offset) if mask.painted else sight(mask, region, crossed)
    same = equality(mask, region, view.own, crossed)
    return " ".join(filter(None, [look, same, counts(mask)]))


def besides(view: View) -> str:
    """What is done to the scores besides the mask, as a sentence; nothing when nothing is."""
    name = view.settings.bias
    if name == NO_BIAS or view.score_mod is None:
        return ""
    return f"Besides the mask, {BIASES[name].title}: {BIASES[name].sentence}"


def painted(mask: HeadMask, offset: int) -> str:
    """What the brush did to the cells that are drawn: opened and blocked, or given a bias."""
    turned = flipped(np.zeros_like(mask.allowed), mask.flips, offset).sum()
    biased = 0 if mask.bias is None else np.count_nonzero(mask.bias[mask.allowed])
    said = f"{counted(turned)} painted: the weights of those rows shift to the keys that are left."
    bias = f"a bias painted on {counted(biased)} that may be read: a number is added to each score"
    if not biased:
        nothing = "" if mask.own else "Nothing is painted on the cells that are shown."
        return said if turned else nothing
    return f"{said} Besides, {bias}." if turned else f"{bias.capitalize()}; it blocks nothing."


def warnings(view: View) -> list[str]:
    """What a visitor must know to read the picture rightly."""
    faults = dict.fromkeys(mask.fault for mask in view.different if mask.fault)
    own = view.mask.own and not view.attention.reads_answer
    told = [*(sized(view) if own else view.batch.notes), *faults]
    return [*told, *lost(view), *truthfulness(view), *limits(view)]


def sized(view: View) -> list[str]:
    """What was done to a text that is longer or shorter than a matrix that somebody brought."""
    keys, real, total = view.region.keys, int(view.real.sum()), view.batch.totals[view.row]
    begin = f"Your matrix has {keys} key{'s' * (keys > 1)} and the text {counted_tokens(total)}: "
    if total > real:
        return [f"{begin}the first {real} {'are' if real > 1 else 'is'} read."]
    if total == keys:
        return []
    where = "before it" if view.settings.pad_side == "left" else "behind it"
    many = f"{keys - real} tokens of padding stand" if keys - real > 1 else "one of padding stands"
    return [f"{begin}{many} {where}."]


def counted_tokens(count: int) -> str:
    return f"{count} token{'' if count == 1 else 's'}"


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
    if who := future_readers(view):
        return [
            f"{who} the future: predictions may have read the answer, and the loss does "
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


def future_readers(view: View) -> str:
    """Which heads of which layers read the future, as the beginning of a sentence."""
    reads = {id(m): reads_future(m.allowed, view.region.offset) for m in view.different}
    where: dict[tuple[int, ...], list[int]] = {}  # heads -> the layers in which it is just they
    for layer in (n for n in view.settings.layers if n < view.shipped.shape.layers):
        heads = view.masks[view.part][layer]
        found = tuple(head for head, mask in enumerate(heads) if reads[id(mask)])
        if found:
            where.setdefault(found, []).append(layer)
    shape, told = view.shipped.shape, []
    for heads, layers in where.items():
        if len(heads) == shape.heads and len(layers) == shape.layers:
            return "This mask, in every head and layer, reads"
        of = "every head" if len(heads) == shape.heads else listed("head", heads)
        told.append(f"{of} of {listed('layer', layers)}")
    return f"The mask in {' and in '.join(told)} reads" if told else ""


def listed(noun: str, numbers: Sequence[int]) -> str:
    return f"{noun}{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"


def limits(view: View) -> list[str]:
    """What was asked for and cannot be had, or not here."""
    said, settings, keys = [], view.settings, view.region.keys
    layers = view.shipped.shape.layers
    if settings.layer not in settings.layers:
        chosen = ", ".join(str(n) for n in settings.layers if n < layers) or "none"
        said.append(
            f"Layer {settings.layer} keeps the model's own mask, {view.own.title.lower()}; "
            f"yours applies to layers: {chosen}."
        )
    if more_queries(view):
        said.append(
            f"{settings.queries} queries were asked for; the text has {keys} tokens, each of which "
            "asks once."
        )
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
    whole = all(view.region.facts["real"])
    if settings.mask == "key_padding" and not view.attention.reads_answer and whole:
        said.append(f"This row has no padding: set “Pad to” above {keys}, its length.")
    return said
