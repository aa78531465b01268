"""Why a mask: what a row that has to say the next word could steal."""

import numpy as np

from maskviz.analysis.cheatdata import read_report
from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import best, chance_of_next, other, perplexity, reads, said
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

ASKS, NEXT = 1, 2  # “The”, which has to say “king”
MASKED = {"text": "The king and the", "mask": "causal", "layer": 0, "locked": (ASKS, NEXT)}
NO_MASK = {"mask": "full", "and_causal": False}
OPEN = {**MASKED, **NO_MASK}
LAST = 4
QUIET = ("flow", "heads", "row")


def asked(view: View) -> Figures:
    guess = best(view, ASKS)
    return {
        "next": view.words[NEXT],
        "chance": chance_of_next(view, ASKS),
        "guess": guess.label.lstrip("·"),
        "sure": guess.probability,
    }


def stolen(view: View) -> Figures:
    masked = other(view, mask="causal", and_causal=True)
    return {
        "next": view.words[NEXT],
        "before": chance_of_next(masked, ASKS),
        "after": chance_of_next(view, ASKS),
        "perplexity_before": said(perplexity(masked)),
        "perplexity_after": said(perplexity(view)),
    }


def what_becomes(view: View, figures: Figures) -> str:
    before, after = figures["before"], figures["after"]
    if abs(after - before) < 0.01:
        return "same"
    return "up" if after > before else "down"


def trained(view: View) -> Figures:
    """A copy of gpt that was trained on without the mask, as the page on cheating has it."""
    report = read_report()
    end = report.without_mask[-1]
    return {
        "steps": end.step,
        "peeking": f"{np.exp(end.peeking):.2f}",
        "honest": said(float(np.exp(end.honest))),
        "usual": said(float(np.exp(report.without_mask[0].honest))),
    }


def cannot_steal(view: View, figures: Figures) -> str:
    """The rows that read the same with the causal mask and without."""
    same = [q for q in range(LAST + 1) if reads(view, q) == list(range(q + 1))]
    return {(0,): "first", (LAST,): "last", (): "none"}.get(tuple(same), "more")


def last_rows(view: View) -> Figures:
    masked = other(view, mask="causal", and_causal=True)
    gap = (view.trace.weights - masked.trace.weights)[0, :, LAST].abs().max()
    return {"gap": gap.item(), "last": view.words[LAST], "first": view.words[0]}


why = Lesson(
    "why",
    (
        Step(
            "next",
            MASKED,
            lambda view, f: f["chance"] < f["sure"] and NEXT not in reads(view, ASKS),
            rings=(Ring("mask", ASKS),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=asked,
        ),
        Step(
            "steal",
            OPEN,
            lambda view, f: what_becomes(view, f) == "up" and NEXT in reads(view, ASKS),
            rings=(Ring("mask", ASKS, NEXT), Ring("weights", ASKS, NEXT)),
            show=("mask", "weights"),
            hide=QUIET,
            measured=stolen,
            question=Question(what_becomes, covered=("prediction", "figures")),
        ),
        Step(
            "score",
            OPEN,
            lambda view, f: float(f["perplexity_after"]) < float(f["perplexity_before"]),
            rings=(Ring("figures"),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=stolen,
        ),
        Step(
            "trained",
            OPEN,
            lambda view, f: float(f["peeking"]) < float(f["usual"]) < float(f["honest"]),
            rings=(Ring("mask"),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=trained,
            page="cheat",
        ),
        Step(
            "last",
            OPEN,
            lambda view, f: f["gap"] == 0 and cannot_steal(view, f) == "last",
            rings=(Ring("weights", LAST),),
            show=("mask", "weights"),
            hide=QUIET,
            measured=last_rows,
            question=Question(cannot_steal),
        ),
    ),
    place=20,
    pages=("cheat",),
    masks=("full",),
)
