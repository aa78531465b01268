"""What is said of the heads, in sentences made from the numbers on the page."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from maskviz.analysis.headmask import HeadMask
from maskviz.analysis.heads.bands import Bands
from maskviz.analysis.heads.changed import Way, readable
from maskviz.analysis.heads.worth import Worth
from maskviz.analysis.view import View

LEAST = 0.0005  # nats that three digits show
DONE = {"silence": "silent", "open": "open"}


def of_layer(shown: Sequence[HeadMask]) -> str:
    """Which masks the heads of a layer have; one head's is never called the layer's."""
    whose: dict[str, list[int]] = {}
    for head, mask in enumerate(shown):
        whose.setdefault(mask.drawn, []).append(head)
    if len(whose) == 1:
        return f"all {len(shown)} heads: {next(iter(whose))}"
    told = (f"{name} in {heads_named(heads)}" for name, heads in whose.items())
    return f"{len(whose)} masks: {'; '.join(told)}"


def heads_named(heads: Sequence[int]) -> str:
    return f"head{'s' * (len(heads) > 1)} {', '.join(map(str, heads))}"


def lost(found: Worth, way: Way, layer: int, head: int) -> str:
    """What one head's change does to the loss."""
    after = found.after(way)[layer, head].item()
    who = f"With head {head} of layer {layer} {DONE[way]}"
    if not math.isfinite(after) or not math.isfinite(found.usual):
        return f"{who} there is no loss: nothing counts, or a row is NaN."
    change, about = after - found.usual, f"the loss on {found.name}"
    if abs(change) < LEAST:
        return f"{who} {about} stays {found.usual:.3f} nats a token, to the digits shown."
    verb = "rises" if change > 0 else "falls"
    return (
        f"{who} {about} {verb} by {abs(change):.3f} nats a token, from {found.usual:.3f} to "
        f"{after:.3f}: perplexity {told(found.usual)} to {told(after)}."
    )


def told(nats: float) -> str:
    return f"{math.exp(min(nats, 700)):,.2f}"


def most(found: Worth, way: Way) -> str:
    """Which head the model misses most, and which it is better without."""
    change = found.lost(way)
    if not change.isfinite().any():
        return ""
    worst, best = place_of(change, largest=True), place_of(change, largest=False)
    said = []
    if (rise := change[worst].item()) >= LEAST:
        said.append(
            f"Of {change.numel()} heads, {called(worst)} costs most when {DONE[way]}: {rise:.3f} "
            "nats a token more."
        )
    else:
        said.append(f"No head costs anything when {DONE[way]}, to the digits shown.")
    if (fall := -change[best].item()) >= LEAST:
        said.append(f"With {called(best)} {DONE[way]} the loss is {fall:.3f} less.")
    return " ".join(said)


def place_of(change: Tensor, *, largest: bool) -> tuple[int, int]:
    """The layer and head where a table of numbers is largest or smallest."""
    filled = change.nan_to_num(-math.inf if largest else math.inf)
    place = int(filled.argmax() if largest else filled.argmin())
    return divmod(place, change.shape[1])


def called(place: tuple[int, int]) -> str:
    return f"head {place[1]} of layer {place[0]}"


def peeks(view: View) -> str:
    """That an open head reads the future, where it does: a loss that falls is then no merit."""
    rows = torch.arange(view.region.queries) + view.region.offset
    ahead = torch.arange(view.region.keys) > rows[:, None]
    guesses = view.shipped.plan.predicts_next or view.attention.reads_answer
    if not guesses or not (ahead & readable(view)).any():
        return ""
    return "An open head reads the future: where the loss falls, it may have read the answer."


def longest(row: str, made: Bands) -> str:
    """Which head adds the longest vector to a row, and how long the row is in the end."""
    lengths = torch.linalg.vector_norm(made.given, dim=-1)
    if not lengths.isfinite().all():
        return f"{row}: a head gives NaN, and so does the row."
    head, whole = int(lengths.argmax()), torch.linalg.norm(made.projected).item()
    return (
        f"{row}: of {len(lengths)} heads, head {head} adds the longest vector, "
        f"{lengths[head].item():.2f} of a row that is {whole:.2f} long."
    )


def turned(row: int, head: int, way: Way, moved: float, length: float) -> str:
    """How far the projected row went when a head was changed."""
    if moved == 0:
        return f"Row {row} as projected is the same bit by bit, head {head} {DONE[way]} or not."
    share = f", {moved / length:.0%} of the {length:.2f} that it is long as it is" if length else ""
    return f"With head {head} {DONE[way]} row {row} as projected moves by {moved:.3f}{share}."
