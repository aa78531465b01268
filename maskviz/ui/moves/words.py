"""What was just seen, in sentences made from the numbers."""

import math

import numpy as np

from maskviz.analysis.moves.change import How
from maskviz.analysis.moves.experiment import Experiment
from maskviz.analysis.moves.why import Beyond, Short
from maskviz.analysis.view import View
from maskviz.ui.kit.distances import far, listed, percent


def seen(view: View, done: Experiment, how: How, token: int) -> list[str]:
    """The sentence of the experiment, and why what moved and what the mask allows differ."""
    said = [f"{changed(view, done.places[0], how, token)}: {rows_moved(view, done)}"]
    if done.moved.same.all() and not done.beyond:
        return said
    if done.beyond:
        said.append(why_beyond(view, done.beyond))
    if done.short:
        said.append(why_short(done.short))
    if not done.beyond and not done.short:
        said.append("That is the reach of the mask, cell for cell.")
    if any(done.moved.gates):
        counts = ", ".join(f"{n} in layer {layer}" for layer, n in enumerate(done.moved.gates))
        said.append(
            f"The mask is made of scores, and it chose other cells: {counts}, of all heads."
        )
    if done.slope is not None and np.isnan(done.slope).any():
        empty = "a row has nothing to read, and its −∞ alone make every gradient NaN"
        said.append(f"The slope is NaN: {empty}." if has_empty_rows(view) else "The slope is NaN.")
    return said


def has_empty_rows(view: View) -> bool:
    """Whether a row of any head and layer has nothing to read."""
    layers = view.run.heads[view.part]
    return any(not bool(layer.trace.allowed.any(dim=-1).all()) for layer in layers)


def changed(view: View, place: int, how: How, token: int) -> str:
    name = f"“{view.words[place]}” ({place})"
    if how == "word":
        word = view.shipped.tokenizer.label(token)
        return f"{name} became “{word[1:] if word[:1] == '·' and word[1:] else word}”"
    return f"{name} got noise as long as its vector" if how == "noise" else f"{name} became NaN"


def rows_moved(view: View, done: Experiment) -> str:
    """Which rows moved, how far the farthest of the others, and which did not move at all."""
    moved, place = done.moved, done.places[0]
    if moved.same.all():
        return "nothing was changed, and nothing moved."
    numbers, own = moved.distance[-1], float(moved.distance[-1, place])
    others = [row for row in done.rows.tolist() if row != place]
    still = np.flatnonzero(moved.same.all(axis=0))
    nan = math.isnan(own)
    said = "its own row became NaN" if nan else f"its own row moved by {far(own)} at the logits"
    if others:
        most = max(others, key=lambda row: (math.isnan(numbers[row]), numbers[row]))
        farthest = f"{far(float(numbers[most]))} in row {most} “{view.words[most]}”"
        also = f"; {listed(others)} moved too, by at most {farthest}"
        said += f", and so did {listed(others)}" if nan else also
    if not len(still):
        return f"{said}; no row stayed."
    return f"{said}; {listed(still)} did not move by a bit in any layer."


def why_beyond(view: View, found: Beyond) -> str:
    """Why rows moved that the mask keeps apart from the token."""
    begin = f"{cells(found.cells)} moved out of the mask's reach, row {found.row} first, in layer "
    begin += f"{found.layer}: "
    if found.times:
        return begin + "its weight on the changed key is 0, but 0 times NaN is NaN."
    if math.isnan(found.leak):
        return begin + "its weights were NaN before, as a row with nothing to read has them."
    if found.leak == 0:
        return begin + "the share of the blocked keys is taken out again, its rounding stays."
    if view.settings.recipe.late:
        stays = "their weights are 0, their share stays in the denominator."
        return f"{begin}blocked keys had {percent(found.leak)} of its sum: {stays}"
    return f"{begin}blocked keys have {percent(found.leak)} of its weight."


def why_short(found: Short) -> str:
    """Why rows did not move that the mask lets the news reach."""
    begin = f"{cells(found.cells)} in reach did not move, row {found.row} first, in layer "
    begin += f"{found.layer}: "
    if found.dropped:
        return begin + "the dynamic mask dropped every key that had moved."
    if found.weight == 0:
        gap = (
            "" if found.gap is None else f", whose best score is {found.gap:.0f} under its largest"
        )
        return f"{begin}its weight on what had moved{gap}, is 0 in this number format."
    return f"{begin}its weight on what had moved, at most {far(found.weight)}, is lost in rounding."


def cells(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"
