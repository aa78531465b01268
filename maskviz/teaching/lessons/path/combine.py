"""Combining masks: AND of what may be read is OR of what is blocked."""

import numpy as np

from maskviz.analysis.view import View
from maskviz.masks.compose import term_of
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import differing, listed, reads
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

TEXT = {
    "text": "The king and the",
    "layer": 0,
    "head": 3,
    "and_causal": False,
    "and_padding": False,
}
PADDED = {
    **TEXT,
    "text_2": "Once upon a time there lived an",
    "texts": 2,
    "row": 1,
    "pad_side": "left",
    "locked": (5, 1),
}
ROW, PAD, LATER = 5, 1, 6  # “king”, a place of padding before it, and “and” after it
QUIET = ("flow", "heads", "row", "prediction", "figures")
BOTH = "causal_padding()"
SINK = "sink_window(sinks=1, window=2)"


def composed(text: str) -> dict[str, object]:
    return {"mask": "composed", "composition": term_of(text)}


def both(view: View) -> Figures:
    """Of the cells that are blocked: by the padding mask alone, by causal alone, by both."""
    keys = np.arange(len(view.words))
    future = np.broadcast_to(keys > keys[:, None], (len(keys),) * 2)
    padding = np.broadcast_to(view.real.numpy() == 0, future.shape)
    return {
        "pad": view.words[PAD],
        "later": view.words[LATER],
        "by_padding": int((padding & ~future).sum()),
        "by_causal": int((future & ~padding).sum()),
        "by_both": int((future & padding).sum()),
        "names": listed([view.words[k] for k in reads(view, ROW)]),
    }


def of_blocked(view: View) -> Figures:
    return {"differing": differing(view, BOTH)}


def same(view: View, figures: Figures) -> str:
    if not figures["differing"]:
        return "same"
    return "more" if view.mask.allowed.sum() > 0 else "nothing"


def of_allowed(view: View) -> Figures:
    keys = np.arange(len(view.words))
    future = keys > keys[:, None]
    return {
        "future": int((view.mask.allowed & future).sum()),
        "ahead": int(future.sum()),
        "later": view.words[LATER],
        "pads": int((view.mask.allowed & (view.real.numpy() == 0)).sum()),
    }


def what_opens(view: View, figures: Figures) -> str:
    return {0: "none", figures["ahead"]: "all"}.get(figures["future"], "some")


def on_purpose(view: View) -> Figures:
    return {"differing": differing(view, SINK), "first": view.words[0]}


combine = Lesson(
    "combine",
    (
        Step(
            "both",
            {**PADDED, "mask": "causal_padding"},
            lambda view, f: (
                f["by_padding"] > 0
                and f["by_causal"] > 0
                and f["by_padding"] + f["by_causal"] + f["by_both"] == (~view.mask.allowed).sum()
            ),
            rings=(Ring("mask", ROW, PAD), Ring("mask", ROW, LATER)),
            show=("mask",),
            hide=QUIET,
            measured=both,
        ),
        Step(
            "blocked",
            {**PADDED, **composed("not(or(not(causal()), not(key_padding())))")},
            lambda view, f: f["differing"] == 0,
            rings=(Ring("mask"),),
            show=("mask", "raw"),
            hide=QUIET,
            measured=of_blocked,
            question=Question(same, covered=("mask",)),
        ),
        Step(
            "allowed",
            {**PADDED, **composed("or(causal(), key_padding())")},
            lambda view, f: 0 < f["future"] < f["ahead"] and f["pads"] > 0,
            rings=(Ring("mask", ROW, LATER), Ring("mask", ROW, PAD)),
            show=("mask", "raw"),
            hide=QUIET,
            measured=of_allowed,
            question=Question(what_opens, covered=("mask",)),
        ),
        Step(
            "purpose",
            {
                **TEXT,
                "text": "Once upon a time there lived an",
                "locked": (6, 0),
                **composed("and(or(sliding_window(window=2), special(only=1)), causal())"),
            },
            lambda view, f: f["differing"] == 0 and reads(view, 6) == [0, 5, 6],
            rings=(Ring("mask", None, 0), Ring("mask", 6)),
            show=("mask",),
            hide=QUIET,
            measured=on_purpose,
        ),
    ),
    place=50,
    masks=("causal_padding",),
    pages=("compare",),
)
