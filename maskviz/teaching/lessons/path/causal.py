"""The causal mask: the staircase, minus infinity, and one pass in place of many."""

import numpy as np

from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import KEPT, logits_alone, other, reads, said, weights
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

TEXT = {"text": "The king and the", "mask": "causal", "layer": 2, "head": 3}
ROW, LATER = 2, 3  # “king”, and “and” which comes after it
QUIET = ("flow", "heads", "row", "prediction", "figures")


def staircase(view: View) -> Figures:
    read = reads(view, ROW)
    return {
        "may": len(read),
        "fewer": len(read) - 1,
        "next": view.words[LATER],
        "least": int(view.mask.allowed.sum(axis=1).min()),
        "open": int(view.mask.allowed.sum()),
        "blocked": int((~view.mask.allowed).sum()),
    }


def how_many(view: View, figures: Figures) -> str:
    return {ROW: "before", ROW + 1: "itself", len(view.words): "all"}[len(reads(view, ROW))]


def blocked_cell(view: View) -> Figures:
    full = other(view, mask="full", and_causal=False)
    return {
        "next": view.words[LATER],
        "score": said(view.trace.raw[0, view.head, ROW, LATER].item()),
        "masked": view.trace.masked[0, view.head, ROW, LATER].item(),
        "weight": float(weights(view, ROW)[LATER]),
        "was": float(weights(full, ROW)[LATER]),
        "total": said(float(weights(view, ROW).sum())),
    }


def first_row(view: View) -> Figures:
    return {"first": view.words[0], "weight": float(weights(view, 0)[0])}


def may_read(view: View, figures: Figures) -> str:
    return {0: "nothing", 1: "itself"}.get(len(reads(view, 0)), "all")


def strictly(view: View) -> Figures:
    empty = np.flatnonzero(~view.mask.allowed.any(axis=1))
    return {
        "first": view.words[0],
        "second": view.words[1],
        "empty": len(empty),
        "total": said(float(weights(view, 0).sum())),
    }


def prefixes(view: View) -> Figures:
    """Each row of the one masked pass beside a run of its prefix alone."""
    rows = range(len(view.words))
    far = [(view.run.logits[0, q] - logits_alone(view, q)).abs().max().item() for q in rows]
    return {"gap": max(far), "said": said(max(far)), "runs": len(rows)}


causal = Lesson(
    "causal",
    (
        Step(
            "staircase",
            {**TEXT, "locked": (ROW, LATER)},
            lambda view, f: (
                f["may"] == ROW + 1
                and np.array_equal(view.mask.allowed, np.tri(len(view.words), dtype=bool))
            ),
            rings=(Ring("mask", ROW),),
            show=("mask", "raw"),
            hide=QUIET,
            measured=staircase,
            question=Question(how_many, covered=("mask",)),
        ),
        Step(
            "infinity",
            {**TEXT, "locked": (ROW, LATER)},
            lambda view, f: f["masked"] == -np.inf and f["weight"] == 0 < f["was"],
            rings=(Ring("masked", ROW, LATER), Ring("weights", ROW, LATER)),
            show=("raw", "masked", "weights"),
            hide=QUIET,
            measured=blocked_cell,
        ),
        Step(
            "first",
            {**TEXT, "locked": (0, 0)},
            lambda view, f: f["weight"] == 1 and reads(view, 0) == [0],
            rings=(Ring("weights", 0),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=first_row,
        ),
        Step(
            "itself",
            {**TEXT, "mask": "strict_causal", "locked": (0, 0)},
            lambda view, f: f["empty"] == 1 and f["total"] == "0",
            rings=(Ring("mask", 0), Ring("weights", 0)),
            show=("mask", "raw", "weights"),
            hide=QUIET,
            measured=strictly,
            question=Question(may_read, covered=("mask", "weights")),
        ),
        Step(
            "once",
            {**TEXT, "locked": (4, 2)},
            lambda view, f: f["gap"] < KEPT,
            rings=(Ring("mask"),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=prefixes,
            page="cheat",
        ),
    ),
    place=30,
    masks=("causal", "strict_causal", "causal_offset", "causal_upper_left", "anti_causal"),
)
