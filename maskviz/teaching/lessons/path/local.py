"""Masks that keep near: windows, chunks, strides, and how far news travels through layers."""

import numpy as np

from maskviz.analysis.moves.reach import powers, readable
from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import after_change, listed, reads, said
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

TEXT = {"text": "Once upon a time there lived an", "layer": 0, "head": 3}
LAST = 7
WINDOW = {**TEXT, "mask": "sliding_window", "sliding_window.window": 3, "locked": (LAST, 2)}
NARROW = {**WINDOW, "sliding_window.window": 2, "locked": (LAST, 6)}
CHUNK = {**TEXT, "mask": "chunked_causal", "chunked_causal.size": 4, "locked": (4, 3)}
STRIDE = {**TEXT, "mask": "stride_only", "stride_only.stride": 3, "locked": (6, 3)}
QUIET = ("flow", "heads", "row", "prediction", "figures")


def window(view: View) -> Figures:
    wide = view.settings["sliding_window.window"]
    read = reads(view, LAST)
    return {
        "window": wide,
        "names": listed([view.words[k] for k in read]),
        "most": int(view.mask.allowed.sum(axis=1).max()),
        "causal": LAST + 1,
        "read": len(read),
        "plus": wide + 1,
    }


def how_many(view: View, figures: Figures) -> str:
    wide = figures["window"]
    return {wide: "counted", wide + 1: "plus", LAST + 1: "all"}[figures["read"]]


def chunk(view: View) -> Figures:
    return {
        "size": view.settings["chunked_causal.size"],
        "before": view.words[3],
        "names": listed([view.words[k] for k in reads(view, 3)]),
        "read": len(reads(view, 4)),
    }


def over_the_border(view: View, figures: Figures) -> str:
    found = reads(view, 4)
    if found == [4]:
        return "itself"
    return "neighbour" if found == [3, 4] else "all"


def stride(view: View) -> Figures:
    return {
        "stride": view.settings["stride_only.stride"],
        "names": listed([view.words[k] for k in reads(view, 6)]),
        "read": len(reads(view, 6)),
    }


def reach(view: View) -> Figures:
    """How far back the last row can know of a token after each layer, and whether it moves."""
    after = powers(readable(view))[:, LAST]
    back = [LAST - int(np.flatnonzero(row)[0]) for row in after]
    inside, outside = LAST - back[-1], LAST - back[-1] - 1
    return {
        "window": view.settings["sliding_window.window"],
        "one": back[1],
        "two": back[2],
        "end": back[-1],
        "known": view.words[inside],
        "unknown": view.words[outside],
        "moved": said(after_change(view, [inside]).farthest([LAST])),
        "still": not after_change(view, [outside]).moved([LAST]),
    }


def how_far(view: View, figures: Figures) -> str:
    steps = figures["window"] - 1
    return {steps: "one", view.shipped.shape.layers * steps: "layers", LAST: "all"}[figures["end"]]


def wall(view: View) -> Figures:
    """What moves behind the border when all of the first chunk is changed."""
    moved = after_change(view, [0, 1, 2, 3])
    return {
        "size": view.settings["chunked_causal.size"],
        "first": view.words[0],
        "moved": said(moved.farthest([4, 5, 6, 7])),
        "still": not moved.moved([4, 5, 6, 7]),
        "before": said(moved.farthest([3])),
    }


local = Lesson(
    "local",
    (
        Step(
            "window",
            WINDOW,
            lambda view, f: f["read"] == f["most"] == f["window"],
            rings=(Ring("mask", LAST),),
            show=("mask", "raw"),
            hide=QUIET,
            measured=window,
            question=Question(how_many, covered=("mask",)),
        ),
        Step(
            "chunk",
            CHUNK,
            lambda view, f: over_the_border(view, f) == "itself" and reads(view, 3) == [0, 1, 2, 3],
            rings=(Ring("mask", 4),),
            show=("mask", "raw"),
            hide=QUIET,
            measured=chunk,
            question=Question(over_the_border, covered=("mask",)),
        ),
        Step(
            "stride",
            STRIDE,
            lambda view, f: reads(view, 6) == [0, 3, 6],
            rings=(Ring("mask", 6),),
            show=("mask",),
            hide=QUIET,
            measured=stride,
        ),
        Step(
            "reach",
            NARROW,
            lambda view, f: (
                f["still"]
                and f["one"] < f["two"] < f["end"]
                and how_far(view, f) == "layers"
                and float(f["moved"]) > 0
            ),
            rings=(Ring("mask", LAST),),
            show=("mask",),
            hide=QUIET,
            measured=reach,
            question=Question(how_far),
            page="moves",
        ),
        Step(
            "wall",
            CHUNK,
            lambda view, f: f["still"] and float(f["before"]) > 0,
            rings=(Ring("mask", 4, 3),),
            show=("mask",),
            hide=QUIET,
            measured=wall,
            page="moves",
        ),
    ),
    place=70,
    masks=(
        "sliding_window",
        "window_back",
        "two_sided_window",
        "two_sided_width",
        "asymmetric_window",
        "sink_window",
        "chunk",
        "chunked_causal",
        "chunk_lookback",
        "stride_only",
        "stride_block",
        "dilated_window",
        "sparse_fixed",
        "sparse_strided",
    ),
)
