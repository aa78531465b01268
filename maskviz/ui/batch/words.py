"""The sentences of the lab, each made from its numbers."""

import math
from collections.abc import Sequence

from maskviz.analysis.batches.forms import Forms
from maskviz.analysis.batches.together import Compared, Difference, Together
from maskviz.analysis.batches.waste import Waste
from maskviz.analysis.batches.ways import Way
from maskviz.analysis.batches.words import cosine, number
from maskviz.analysis.view import View
from maskviz.masks.matrix import counted


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def sentence(view: View, found: Together) -> str:
    """What became of the text looked at."""
    row, name = found.rows[view.row], f"Text {view.row + 1}"
    if row is None:
        return f"{name} has no real token: alone it is nothing, and there is nothing to compare."
    padded = view.batch.ids.shape[1] - row.tokens
    pad = many(padded, "token")
    side = f", padded with {pad} on the {view.settings.pad_side}," if padded else ""
    same = "the same text" if row.moved.rounding else "another text"
    rows = many(row.tokens, "real row")
    here = f"{name}{side} is {same} in the batch: at its {rows} {apart(row)}."
    return f"{here} {texts_said(found)}" if len(found.rows) > 1 else here


def texts_said(found: Together) -> str:
    """How many texts of the batch are what they are alone."""
    rows = [row for row in found.rows if row]
    same = sum(row.moved.rounding for row in rows)
    those = "is what it is" if same == 1 else "are what they are"
    return f"{same} of {len(rows)} texts {those} alone."


def apart(row: Compared) -> str:
    if row.moved.equal:
        return "the logits are equal bit for bit"
    most = number(row.moved.most)
    if row.moved.rounding:
        return f"no logit differs by more than {most}, the rounding of sums in another order"
    if math.isnan(row.moved.most):
        return "some logits are NaN"
    return f"logits differ by up to {most}, and the best guess is the same at {row.same_best}"


def ways_said(view: View, each: Sequence[Way]) -> str:
    """What the padding mask and the position ids are good for, on either side."""
    known = {(way.side, way.padding, way.counted): way for way in each}
    usual = view.settings.position_ids and view.shipped.plan.counted
    told = []
    for side in ("right", "left"):
        on, off = (known[side, padding, usual].moved for padding in (True, False))
        taken = counted(known[side, True, usual].taken)
        told.append(
            f"Padded on the {side}, the padding mask takes {taken} of real rows: logits differ by "
            f"{number(on.most)} with it, by {number(off.most)} without."
        )
    ids, edge = (known["left", True, counting].moved for counting in (True, False))
    told.append(
        f"Padded on the left under the mask, they differ by {number(ids.most)} where positions "
        "count from the first real token, and by "
        f"{number(edge.most)} where they count from the left edge{needed(view, ids, edge)}."
    )
    return " ".join(told)


def needed(view: View, ids: Difference, edge: Difference) -> str:
    """Whether a model needs position ids, where the numbers say so."""
    if not ids.rounding:
        return ""
    if not edge.rounding:
        return f": {view.shipped.name} needs position ids"
    return f": {view.shipped.name} needs no position ids, in it only distances count"


def pooled_said(view: View, found: Together) -> str:
    """What the mean over padded rows does to the vector of a text."""
    rows = [row for row in found.rows if row]
    if not rows:
        return "No text has a real token."
    every, real = (min(getattr(row, name) for row in rows) for name in ("all_rows", "real_rows"))
    return (
        "The mean over all rows takes the outputs of padding in: its cosine with the same text "
        f"alone is as low as {cosine(every)}; over the real rows only, no lower than "
        f"{cosine(real)}."
    )


def forms_said(made: Forms) -> str:
    batch, heads, queries, keys = made.scores
    return (
        f"One number a key and text, {batch} x {keys} in all, stands for {batch} x {heads} x "
        f"{queries} x {keys} scores: an axis that is 1 long is repeated along the scores’."
    )


def waste_said(lost: Waste) -> str:
    padding = lost.padded.places - lost.real.places
    return (
        f"{padding:,} of {lost.padded.places:,} places of tokens are padding, and so are "
        f"{lost.share('scores'):.0%} of the scores and {lost.share('adds'):.0%} of the "
        f"multiply-adds, {lost.padded.adds - lost.real.adds:,} of {lost.padded.adds:,}."
    )
