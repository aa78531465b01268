"""How a cell is blocked: minus infinity, a large number, zero, or after the softmax."""

import math

import numpy as np

from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import leaked, other, said, weights
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

ROW, LATER = 1, 2  # “The”, and “king” which it may not read
TEXT = {
    "text": "The king and the",
    "mask": "causal",
    "layer": 0,
    "head": 3,
    "locked": (ROW, LATER),
}
QUIET = ("flow", "heads", "prediction", "figures")
STAGES = ("masked", "weights")
CELL = (Ring("masked", ROW, LATER), Ring("weights", ROW, LATER))


def exact(view: View) -> Figures:
    return {
        "next": view.words[LATER],
        "weight": float(weights(view, ROW)[LATER]),
        "share": leaked(view, ROW),
    }


def added(view: View) -> Figures:
    """The share of the row that its blocked keys take, with nothing added and with more."""
    fills = {"ten": "-10", "thirty": "-30", "thousand": "-1e3"}
    found = {name: leaked(other(view, fill=fill), ROW) for name, fill in fills.items()}
    open_row = weights(other(view, mask="full", and_causal=False), ROW)
    return {
        "next": view.words[LATER],
        "fill": view.settings.fill.replace("-", "−"),
        "share": leaked(view, ROW),
        "open": float(open_row[LATER:].sum()),
        **{name: said(share) for name, share in found.items()},
        **{f"{name}_fill": f"−{-float(fill):.0f}" for name, fill in fills.items()},
        "exact": found,
    }


def does_it_block(view: View, figures: Figures) -> str:
    share = figures["share"]
    if share == 0:
        return "blocks"
    return "weakens" if share < figures["open"] else "nothing"


def vote(view: View) -> Figures:
    trace, head = view.trace, view.head
    return {
        "next": view.words[LATER],
        "score": said(trace.raw[0, head, ROW, LATER].item()),
        "zero": said(trace.masked[0, head, ROW, LATER].item()),
        "weight": float(weights(view, ROW)[LATER]),
        "share": leaked(view, ROW),
    }


def late(view: View) -> Figures:
    row = weights(view, ROW)
    return {
        "next": view.words[LATER],
        "weight": said(float(row[LATER])),
        "total": said(float(row.sum())),
        "share": leaked(view, ROW),
    }


def sum_of_row(view: View, figures: Figures) -> str:
    total = float(weights(view, ROW).sum())
    if math.isclose(total, 1, abs_tol=1e-4):
        return "one"
    return "less" if 0 < total < 1 else "zero"


def empty(view: View) -> Figures:
    """Rows that are NaN in this layer and at the end, and with what torch's own function does."""
    nan = np.isnan(view.trace.weights[0, view.head].numpy()).any(axis=1)
    end = view.run.logits[0].isnan().any(dim=-1)
    usual = other(view, blocking="sdpa")
    return {
        "first": view.words[0],
        "now": int(nan.sum()),
        "end": int(end.sum()),
        "usual": int(usual.run.logits[0].isnan().any(dim=-1).sum()),
    }


infinity = Lesson(
    "infinity",
    (
        Step(
            "exact",
            TEXT,
            lambda view, f: f["weight"] == 0 == f["share"],
            rings=CELL,
            show=STAGES,
            hide=QUIET,
            measured=exact,
        ),
        Step(
            "small",
            {**TEXT, "blocking": "add", "fill": "-1"},
            lambda view, f: 0 < f["share"] < f["open"],
            rings=CELL,
            show=STAGES,
            hide=QUIET,
            measured=added,
            question=Question(does_it_block, covered=("weights",)),
        ),
        Step(
            "large",
            {**TEXT, "blocking": "add", "fill": "-10"},
            lambda view, f: f["exact"]["ten"] > f["exact"]["thirty"] > f["exact"]["thousand"] == 0,
            rings=CELL,
            show=STAGES,
            hide=QUIET,
            measured=added,
        ),
        Step(
            "zero",
            {**TEXT, "blocking": "zero"},
            lambda view, f: f["weight"] > 0 and f["zero"] == "0",
            rings=CELL,
            show=STAGES,
            hide=QUIET,
            measured=vote,
        ),
        Step(
            "after",
            {**TEXT, "blocking": "after"},
            lambda view, f: sum_of_row(view, f) == "less" and f["weight"] == "0" and f["share"] > 0,
            rings=(Ring("weights", ROW),),
            show=STAGES,
            hide=QUIET,
            measured=late,
            question=Question(sum_of_row, covered=("weights",)),
        ),
        Step(
            "empty",
            {**TEXT, "mask": "strict_causal", "blocking": "infinity", "locked": (0, 0)},
            lambda view, f: f["now"] == 1 and f["end"] == len(view.words) and f["usual"] == 0,
            rings=(Ring("weights", 0),),
            show=STAGES,
            hide=QUIET,
            measured=empty,
        ),
    ),
    place=60,
)
