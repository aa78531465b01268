"""Generation: a row a step, a cache of keys and values, and when a mask is needed."""

import torch

from maskviz.analysis.generation.needs import Need
from maskviz.analysis.generation.policy import Policy
from maskviz.analysis.generation.remembered import remembered_needs, remembered_text
from maskviz.analysis.view import View
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import KEPT, best, logits_alone, said
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

TEXT = {"text": "Once upon a time there lived an", "mask": "causal", "layer": 1, "head": 2}
LAST = 7
STEP = {**TEXT, "queries": 1, "locked": (LAST, 5)}
SQUARE = {**TEXT, "locked": (LAST, 5)}
QUIET = ("flow", "heads", "row", "figures")
SILENT = (*QUIET, "prediction")
WRITES = 4


def written(view: View) -> Figures:
    guess = best(view, LAST)
    return {"next": guess.label.lstrip("·"), "sure": guess.probability, "rows": view.region.queries}


def grown(view: View) -> Figures:
    """How far the rows of a text without its last token move when that is written."""
    alone = [logits_alone(view, q) for q in range(LAST)]
    gap = max((view.run.logits[0, q] - row).abs().max().item() for q, row in enumerate(alone))
    return {"gap": gap, "said": said(gap), "earlier": LAST, "added": len(view.words) - LAST}


def anew(view: View, figures: Figures) -> str:
    return "new" if figures["gap"] < KEPT else "all"


def cached(view: View) -> Figures:
    found = remembered_text(view.shipped, view.ids, view.allowed["self"], Policy(), LAST, WRITES)
    decode = view.shipped.tokenizer.decode
    return {
        "gap": found.gap,
        "said": said(found.gap),
        "slot": found.slot_bytes,
        "kept": len(found.held[-1]),
        "bytes": found.most_bytes,
        "written": decode(found.written).strip(),
        "steps": len(found.held),
    }


def need(view: View, kind: str) -> Need:
    found = remembered_needs(view.shipped, view.ids)
    return next(each for each in found if each.kind == kind)


def one_row(view: View) -> Figures:
    found = need(view, "one")
    return {"blocked": found.blocked, "slots": found.slots, "equal": found.equal}


def needs_mask(view: View, figures: Figures) -> str:
    return "no" if figures["equal"] and not figures["blocked"] else "yes"


def with_padding(view: View) -> Figures:
    found, several = need(view, "left"), need(view, "several")
    return {
        "blocked": found.blocked,
        "without": said(found.without),
        "masked": said(found.masked),
        "lost": found.lost,
        "gap": found.masked,
        "off": found.without,
        "rows": several.rows,
        "several": said(several.without),
        "several_masked": several.masked,
    }


def dropped(view: View) -> Figures:
    policy = Policy("window", size=4)
    found = remembered_text(
        view.shipped, view.ids, policy_cells(view, policy), policy, LAST, WRITES
    )
    return {
        "size": policy.size,
        "most": found.most_bytes,
        "held": max(map(len, found.held)),
        "gap": found.gap,
        "all": cached(view)["bytes"],
    }


def policy_cells(view: View, policy: Policy) -> torch.Tensor:
    return view.allowed["self"] & torch.from_numpy(policy.cells(len(view.ids)))


generation = Lesson(
    "generation",
    (
        Step(
            "append",
            STEP,
            lambda view, f: f["rows"] == 1 and view.mask.allowed.all(),
            rings=(Ring("weights", LAST),),
            show=("weights",),
            hide=QUIET,
            measured=written,
        ),
        Step(
            "same",
            SQUARE,
            lambda view, f: anew(view, f) == "new",
            rings=(Ring("mask", LAST), Ring("mask", None, LAST)),
            show=("mask",),
            hide=SILENT,
            measured=grown,
            question=Question(anew),
        ),
        Step(
            "cache",
            STEP,
            lambda view, f: f["gap"] < KEPT and f["bytes"] == f["kept"] * f["slot"],
            rings=(Ring("weights", LAST),),
            show=("weights",),
            hide=QUIET,
            measured=cached,
            page="generation",
        ),
        Step(
            "one",
            STEP,
            lambda view, f: needs_mask(view, f) == "no",
            rings=(Ring("mask", LAST),),
            show=("mask", "raw"),
            hide=SILENT,
            measured=one_row,
            question=Question(needs_mask, covered=("mask",)),
        ),
        Step(
            "needed",
            STEP,
            lambda view, f: f["off"] > 0.1 > KEPT > f["gap"] and f["several_masked"] < KEPT,
            rings=(Ring("mask", LAST),),
            show=("mask",),
            hide=SILENT,
            measured=with_padding,
            page="generation",
        ),
        Step(
            "window",
            {**TEXT, "mask": "sliding_window", "sliding_window.window": 4, "locked": (LAST, 2)},
            lambda view, f: f["held"] == f["size"] and f["most"] < f["all"] and f["gap"] < KEPT,
            rings=(Ring("mask", LAST),),
            show=("mask",),
            hide=SILENT,
            measured=dropped,
            page="generation",
        ),
    ),
    place=100,
    masks=("decode_step",),
    pages=("generation",),
)
