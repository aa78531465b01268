"""The lab "Generation": a text is read and written on with a cache, a row a step."""

from collections.abc import Iterator

import streamlit as st
import torch

from maskviz.analysis.batches.words import number
from maskviz.analysis.generation.decoded import Decoded
from maskviz.analysis.generation.needs import LEAST
from maskviz.analysis.generation.policy import NAMES, Policy
from maskviz.analysis.generation.remembered import remembered_text
from maskviz.analysis.predictions import top_tokens
from maskviz.analysis.reading import word
from maskviz.analysis.view import View
from maskviz.masks.kinds import Flag, Int, Option
from maskviz.masks.matrix import counted
from maskviz.models.attention import Recipe
from maskviz.stage.timeline import timeline, timeline_message
from maskviz.ui.generation.cases import show_cases
from maskviz.ui.generation.cheater import show_cheater
from maskviz.ui.generation.policies import show_policies
from maskviz.ui.generation.timing import show_timing
from maskviz.ui.kit.controls import own_control
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.lab import key_of, offer_model
from maskviz.ui.state.page import wait

LOOK = (
    "Look at how little a step asks: the prefill is a square, and after it each step is one row "
    "over the keys that are kept."
)
PREFILL = Int(1, 256, "Tokens of the text that are read at once, as a square.")
WRITE = Int(0, 32, "Tokens that the model writes, each its best guess.")
KEEP = Option(NAMES, "What stays in the cache; what no later row may read is dropped.")
SIZE = Int(2, 256, "The most tokens that are kept, the one that reads included.")
SINKS = Int(1, 16, "How many of them are the first of all.")
OWN = Flag("Rows of the text obey the mask that the playground has; without it the model's own.")
KNOWN = {"size": SIZE, "sinks": SINKS}
STEPS = 96  # tokens of the text that are read one by one, at most
GUESSES = 3  # likeliest next tokens of a row
LEFT_OUT = (
    "The steps run as the model was trained: biases, gates and another recipe of the playground "
    "are left out here."
)


def show(view: View) -> None:
    """The controls of the lab, the timeline, what was seen in it, and five experiments."""
    show_style("generation")
    if view.shipped.plan.shelf != "stories":
        offer_model(
            "gpt",
            f"{view.shipped.name} does not write a text token by token from a cache here; the lab "
            "runs gpt and gpt-masked.",
        )
        return
    real = view.real.bool()
    ids, masks = view.ids[real], view.allowed["self"][..., real, :][..., real]
    if len(ids) < LEAST:
        wait()
        count = f"{len(ids)} token{'' if len(ids) == 1 else 's'}"
        st.info(f"The text has {count}, <s> included; the lab needs {LEAST} or more.")
        return
    own = torch.ones(masks.shape[-2:], dtype=torch.bool).tril().expand_as(masks[:, :, :1])
    prefill, write, policy, playground = controls()
    given = masks if playground else own
    at_once = max(prefill, len(ids) - STEPS)
    found = remembered_text(view.shipped, ids, given, policy, at_once, write)
    show_timeline(view, found)
    st.markdown(f"**{plain(sentence(found))}**")
    future = int((given & ~own).sum())
    st.caption(plain(" ".join(told(view, playground, future, prefill, write, found))))
    show_cases(view.shipped, ids)
    show_policies(view.shipped, ids, own, policy, prefill, write, view.settings)
    show_cheater()
    show_timing(view.shipped, ids)


def controls() -> tuple[int, int, Policy, bool]:
    """What is read at once, what is written, what stays in the cache, and whose mask holds."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        prefill = own_control(PREFILL, "Prefill", 6, key=key_of("generation", "prefill"), width=110)
        write = own_control(WRITE, "Write", 12, key=key_of("generation", "write"), width=110)
        keep = own_control(KEEP, "Keep", "all", key=key_of("generation", "keep"))
        size, sinks = 8, 1
        if keep != "all":
            size = own_control(SIZE, "At most", 8, key=key_of("generation", "size"), width=110)
        if keep == "sink":
            sinks = own_control(SINKS, "First", 1, key=key_of("generation", "sinks"), width=110)
        playground = own_control(OWN, "The playground's mask", 0, key=key_of("generation", "mask"))
    return prefill, write, Policy(keep, size, sinks), bool(playground)


def show_timeline(view: View, found: Decoded) -> None:
    tokenizer = view.shipped.tokenizer
    tokens = [word(label) for label in tokenizer.labels(found.ids.tolist())]
    guesses = [top_tokens(row, tokenizer, GUESSES) for row in found.logits]
    layer, head = view.settings.layer, view.head
    timeline(timeline_message(found, view.shipped.shape, tokens, guesses, layer, head))


def sentence(found: Decoded) -> str:
    """What was just seen, from the numbers of the run."""
    steps, total = len(found.held), len(found.ids)
    if not steps:
        return f"All {total} tokens were read at once, so there is no step to compare."
    counts = [
        f"{found.prefill} token{'s were' if found.prefill > 1 else ' was'} read at once",
        f"{found.given - found.prefill} one by one",
        f"{total - found.given} written",
    ]
    named = f"the {steps} steps" if steps > 1 else "the step"
    same = (
        f"No logit of {named} is further than {number(found.gap)} from the same row of one square "
        f"over all {total} tokens"
        if found.gap
        else f"Every logit of {named} equals its row of one square bit for bit"
    )
    mask = (
        "the mask had no cell to block in them."
        if not found.blocked
        else f"the mask blocked {counted(found.blocked)} of what is kept, over all layers and "
        "heads."
    )
    return f"{', '.join(counts)}. {same}; {mask}"


def told(
    view: View, playground: bool, future: int, prefill: int, write: int, found: Decoded
) -> Iterator[str]:
    """What the steps do with the mask, the recipe and the limits of the playground."""
    yield f"Layer {view.settings.layer}, head {view.head}; weights are drawn by their roots."
    mask = view.mask.drawn.lower()
    if len(view.different) > 1:
        mask = f"of this head: {mask}"
    if not playground and mask != "causal":
        yield f"The mask is the model's own, causal; the playground's ({mask}) is not asked."
    elif not playground:
        yield "The mask is causal, the model's own."
    elif any(head.gate for head in view.different):
        yield (
            f"The playground's mask ({mask}) chooses by scores, which the steps leave out: rows of "
            "the text obey what else it blocks, and written rows read all that is kept."
        )
    else:
        yield f"Rows of the text obey its mask ({mask}); written rows read all that is kept."
    if any(found.dropped):
        yield "The square beside them blocks what was dropped."
    if pads := int((view.real == 0).sum()):
        yield f"{pads} token{'s' if pads > 1 else ''} of padding were taken away first."
    if future:
        yield (
            f"{counted(future)} of the masks read the future. It is in no cache yet: the steps "
            "cannot read it, and the square beside them does not either."
        )
    if view.score_mods or view.settings.recipe != Recipe():
        yield LEFT_OUT
    if prefill < found.given - STEPS:
        yield (
            f"{found.prefill} tokens are read at once, not {prefill}: of a text the last {STEPS} "
            "tokens at most are read one by one."
        )
    if (wrote := len(found.written)) < write:
        context = view.shipped.shape.context
        yield (
            f"{wrote} tokens are written, not {write}: the text has {found.given}, and "
            f"{view.shipped.name} reads {context}."
        )
