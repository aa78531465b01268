"""Which mask for which task: writing on, filling in, translating, packing, long texts."""

import numpy as np

from maskviz.analysis.view import View
from maskviz.masks.facts import FACTS
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import after_change, best, listed, other, places, reads, said
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

LAST, BLANK = 7, 1
WRITE = {"text": "Once upon a time there lived an", "mask": "causal", "layer": 1, "head": 2}
FILL = {"model": "bert", "text": "[MASK] upon a time", "mask": "full", "layer": 1, "head": 0}
PREFIX = {
    **WRITE,
    "mask": "prefix_lm",
    "prefix_lm.prefix": 4,
    "and_causal": False,
    "locked": (1, 3),
}
PACKED = {
    **FACTS["doc"].shown,
    "text": "The king and the. Once upon a time",
    "mask": "document_causal",
    "layer": 1,
}
DATES = {
    "model": "dates",
    "text": "13 May 1979",
    "text_2": "5/3/79",
    "texts": 2,
    "row": 2,
    "mask": "full",
    "part": "cross",
}
QUIET = ("flow", "heads", "row", "figures")
SILENT = (*QUIET, "prediction")


def writing(view: View) -> Figures:
    guess = best(view, LAST)
    return {"next": guess.label.lstrip("·"), "sure": guess.probability}


def filling(view: View) -> Figures:
    causal = other(view, mask="causal")
    guess, blind = best(view, BLANK), best(causal, BLANK)
    return {
        "guess": guess.label.lstrip("·"),
        "sure": guess.probability,
        "blind": blind.label.lstrip("·"),
        "unsure": blind.probability,
        "names": listed(view.words[2:-1]),
    }


def which_fills(view: View, figures: Figures) -> str:
    return "full" if figures["sure"] > figures["unsure"] else "causal"


def crossing(view: View) -> Figures:
    pads = places(~view.real.bool().numpy())
    return {
        "answer": view.shipped.target.decode(view.done.answer),
        "pads": len(pads),
        "source": len(view.words) - len(pads),
        "rows": view.region.queries,
        "columns": view.region.keys,
        "text": view.batch.texts[view.row],
    }


def prefix(view: View) -> Figures:
    return {
        "prefix": view.settings["prefix_lm.prefix"],
        "names": listed([view.words[k] for k in reads(view, 1)]),
        "last": view.words[LAST],
        "after": listed([view.words[k] for k in reads(view, LAST)]),
    }


def packed(view: View) -> Figures:
    doc = np.asarray(view.region.facts["doc"])
    first, second = places(doc == 0), places(doc != 0)
    moved = after_change(view, first)
    return {
        "first": len(first),
        "second": len(second),
        "start": view.words[second[0]],
        "moved": said(moved.farthest(second)),
        "still": bool(second) and not moved.moved(second),
        "unmasked": said(after_change(other(view, mask="causal"), first).farthest(second)),
    }


which = Lesson(
    "which",
    (
        Step(
            "write",
            {**WRITE, "locked": (LAST, 5)},
            lambda view, f: view.shipped.plan.predicts_next and reads(view, 2) == [0, 1, 2],
            rings=(Ring("mask"),),
            show=("mask",),
            hide=QUIET,
            measured=writing,
        ),
        Step(
            "fill",
            {**FILL, "locked": (BLANK, 2)},
            lambda view, f: f["sure"] > 2 * f["unsure"] and view.mask.allowed.all(),
            rings=(Ring("mask", BLANK),),
            show=("mask", "raw", "weights"),
            hide=QUIET,
            measured=filling,
            question=Question(which_fills, covered=("mask", "weights", "prediction")),
        ),
        Step(
            "translate",
            DATES,
            lambda view, f: (
                f["rows"] != f["columns"]
                and f["pads"] > 0
                and places(~view.mask.allowed.any(axis=0)) == places(~view.real.bool().numpy())
            ),
            rings=(Ring("mask"),),
            show=("mask",),
            hide=QUIET,
            measured=crossing,
        ),
        Step(
            "prefix",
            PREFIX,
            lambda view, f: (
                reads(view, 1) == list(range(f["prefix"]))
                and reads(view, LAST) == list(range(LAST + 1))
            ),
            rings=(Ring("mask", 1),),
            show=("mask",),
            hide=SILENT,
            measured=prefix,
        ),
        Step(
            "packed",
            PACKED,
            lambda view, f: f["still"] and float(f["unmasked"]) > 0.1,
            rings=(Ring("mask"),),
            show=("mask",),
            hide=SILENT,
            measured=packed,
        ),
    ),
    place=110,
    masks=("prefix_lm", "document", "document_causal", "shared_prefix", "full"),
    pages=("model",),
)
