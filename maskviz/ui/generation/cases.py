"""When a step needs a mask: a table of small experiments, each run with the mask and without."""

from collections.abc import Sequence

from torch import Tensor

from maskviz.analysis.batches.words import number
from maskviz.analysis.generation.needs import MOST, PADS, SPARE, Need
from maskviz.analysis.generation.remembered import remembered_needs
from maskviz.models import Shipped
from maskviz.ui.generation.section import show_section
from maskviz.ui.kit.table import Cell, figure, table, under

SAME = 1e-3  # logits closer than this differ by rounding only
NAMES = {
    "one": ("One token after the cache", "all that is kept is its past"),
    "again": ("No cache, the prefix read again", "its rows are made anew, and would read ahead"),
    "left": ("Padding on the left", f"{PADS} slots hold padding"),
    "several": ("Several tokens at once", "the first of them would read the last"),
    "tree": ("A tree of two branches", "a branch would read the other"),
    "slots": ("Slots taken in advance", f"{SPARE} for each token, the later ones unfilled"),
}
HEAD = ("blocked", "weight there", "off without", "off with a mask")


def show_cases(shipped: Shipped, ids: Tensor) -> None:
    found = remembered_needs(shipped, ids)
    rows = [[under(*NAMES[need.kind]), *numbers(figures(need))] for need in found]
    show_section(
        "One row needs no causal mask. When does a step need one?",
        [sentence(found)],
        table(["the step", *numbers(HEAD)], rows),
        f"On the first {min(len(ids), MOST)} tokens of the text, the last of them as the step. "
        "“Off”: the largest difference of a logit from a run that has none of the trouble. “Weight "
        "there”: the share of a row that lies on the blocked cells without the mask, the mean over "
        "rows, heads and layers.",
    )


def numbers(words: Sequence[str]) -> list[Cell]:
    """The cells of HEAD; on a phone there is no room for the weight."""
    return [figure(*pair) for pair in zip(words, ("", "wide", "", ""), strict=True)]


def figures(need: Need) -> tuple[str, ...]:
    return (
        f"{need.blocked:,} of {need.rows * need.slots:,}",
        f"{need.lost:.0%}",
        number(need.without),
        number(need.masked),
    )


def sentence(found: tuple[Need, ...]) -> str:
    """What the table shows, from its numbers."""
    one = next(need for need in found if need.kind == "one")
    free = (
        f"For one token after {one.slots - 1} in the cache the mask has {one.blocked} of "
        f"{one.slots} cells to block, and with it or without it the logits are "
        + ("equal bit for bit." if one.equal else f"{number(one.without)} off.")
    )
    wrong = [need for need in found if need.blocked and need.without > SAME > need.masked]
    if not wrong:
        return free
    worst = max(wrong, key=lambda need: need.without)
    return (
        f"{free} In {len(wrong)} of {len(found) - 1} other cases a step goes wrong without a mask "
        f"and right with it; furthest off is “{NAMES[worst.kind][0].lower()}”, by "
        f"{number(worst.without)}."
    )
