"""Words for the page: sentences about a view, and text made safe to show."""

import html
import re

from maskviz.analysis.effect import leak
from maskviz.analysis.view import View
from maskviz.matrix import reads_future

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>^=&])")
NOTICEABLE = 0.001  # a weight that can move an output


def plain(text: str) -> str:
    """Text for places that read markdown: every character that means something is escaped."""
    return MARKUP.sub(r"\\\1", text.replace("\n", " "))


def safe(text: str) -> str:
    return html.escape(text)


def caption(view: View) -> str:
    """One sentence that tells the learner what to look for, made from the mask that is shown."""
    first, *others = view.mask.rules
    look = first.use.look if first.use else painted(len(view.mask.flips))
    rest, taken = first.cells, []
    for rule in others:
        taken.append(f"{rule.title.lower()} takes {cells(int((rest & ~rule.cells).sum()))}")
        rest = rest & rule.cells
    return f"{look} On top of it, {' and '.join(taken)}." if taken else look


def cells(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"


def painted(count: int) -> str:
    return f"{cells(count)} painted: the weights of those rows shift to the keys that are left."


def warnings(view: View) -> list[str]:
    """What a visitor must know to read the picture rightly."""
    said = list(view.batch.notes)
    settings = view.settings
    if any(reads_future(mask.allowed, view.sight.offset) for mask in view.heads):
        said.append(
            "This mask reads the future: predictions may have read the answer, and the loss does "
            "not say how well the model predicts."
        )
    elif (most := leak(view)) > NOTICEABLE:
        said.append(
            f"Blocked keys keep up to {most:.2f} of a row's weight, the future among them: "
            "predictions may have read the answer."
        )
    if settings["layer"] not in settings["layers"]:
        listed = ", ".join(map(str, settings["layers"])) or "none"
        said.append(
            f"Layer {settings['layer']} stays causal; the mask applies to layers: {listed}."
        )
    if settings["queries"] > view.sight.keys:
        said.append(
            f"{settings['queries']} queries were asked for; the text has {view.sight.keys} tokens."
        )
    if settings["mask"] == "key_padding" and bool(view.real.all()):
        said.append(f"This row has no padding: set “Pad to” above {view.sight.keys}, its length.")
    return said
