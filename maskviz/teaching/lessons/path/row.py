"""What attention does with one row: scores, shares, and a mean."""

import numpy as np

from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import listed, raw, said, weights
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

LAST, RINGED = 4, 2
ONE_ROW = {
    "text": "The king and the",
    "mask": "causal",
    "queries": 1,
    "layer": 0,  # what it reads is no mask's doing yet: the row is the same in the square
    "head": 3,
    "locked": (LAST, 1),
}
EVERY_ROW = ONE_ROW | {
    "mask": "full",
    "and_causal": False,
    "queries": 0,
    "locked": (RINGED, 1),
}
QUIET = ("flow", "heads", "row", "prediction", "figures")


def shares(view: View) -> Figures:
    found, scores = weights(view, LAST), raw(view, LAST)
    top = int(found.argmax())
    return {
        "names": listed(view.words),
        "strongest": view.words[top],
        "share": float(found[top]),
        "weakest": view.words[int(found.argmin())],
        "least": float(found.min()),
        "total": said(float(found.sum())),
        "first": view.words[0],
        "highest": view.words[int(scores.argmax())],
        "score": said(float(scores.max())),
    }


def sums_to_one(view: View, figures: Figures) -> str:
    """Whether every row of this head, not only the one that is drawn, has the same sum."""
    sums = view.trace.weights[0, view.head].sum(dim=-1)
    if np.allclose(sums, 1, atol=1e-4):
        return "same"
    return "keys" if np.allclose(sums, range(1, len(sums) + 1), atol=0.01) else "free"


def add_up(view: View) -> bool:
    """Whether what is written in the cells, two digits, has the sum 1 in every row."""
    written = np.round(view.trace.weights[0, view.head].numpy(), 2)
    return bool(np.allclose(written.sum(axis=-1), 1, atol=1e-6))


def most_read(view: View, figures: Figures) -> str:
    top = int(weights(view, LAST).argmax())
    if top == int(raw(view, LAST).argmax()):
        return "highest"
    return {0: "first", LAST: "itself"}.get(top, "none")


def is_a_mean(view: View, figures: Figures) -> bool:
    """The output of the row, number by number, is its weights times the values."""
    trace, head = view.trace, view.head
    mean = trace.weights[0, head, LAST] @ trace.v[0, head]
    return bool(np.allclose(mean, trace.output[0, head, LAST], atol=1e-5))


def square(view: View) -> Figures:
    cells = view.mask.allowed
    return {"cells": cells.size, "sums": said(float(view.trace.weights[0, view.head].sum()))}


row = Lesson(
    "row",
    (
        Step(
            "asks",
            ONE_ROW,
            lambda view, f: view.region.queries == 1 and f["share"] > f["least"] > 0,
            rings=(Ring("weights", LAST),),
            show=("weights",),
            hide=QUIET,
            measured=shares,
        ),
        Step(
            "shares",
            ONE_ROW,
            lambda view, f: sums_to_one(view, f) == "same" and add_up(view),
            rings=(Ring("weights", LAST),),
            show=("weights",),
            hide=QUIET,
            measured=shares,
            question=Question(sums_to_one),
        ),
        Step(
            "scores",
            ONE_ROW,
            lambda view, f: most_read(view, f) == "highest" and f["highest"] == f["strongest"],
            rings=(Ring("raw", LAST),),
            show=("raw", "weights"),
            hide=QUIET,
            measured=shares,
            question=Question(most_read, covered=("weights",)),
        ),
        Step(
            "mean",
            ONE_ROW,
            is_a_mean,
            rings=(Ring("output", LAST),),
            show=("weights", "output"),
            hide=QUIET,
            measured=shares,
        ),
        Step(
            "square",
            EVERY_ROW,
            lambda view, f: f["cells"] == view.region.keys**2 and add_up(view),
            rings=(Ring("weights", RINGED),),
            show=("weights",),
            hide=QUIET,
            measured=square,
        ),
    ),
    place=10,
)
