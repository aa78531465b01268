"""Heads: each looks in its own way and may have a mask of its own."""

from maskviz.analysis.heads.worth import worth
from maskviz.analysis.moves.reach import readable
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import after_change, places, said, weights
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

TEXT = {"text": "Once upon a time there lived an", "mask": "causal", "layer": 1}
LAST = 7
OWN = {
    "0": MaskCall("causal"),
    "1": MaskCall("sliding_window", {"window": 2}),
    "2": MaskCall("chunked_causal", {"size": 4}),
    "3": MaskCall("stride_only", {"stride": 3}),
    "4": MaskCall("sink_window", {"sinks": 1, "window": 2}),
    "5": MaskCall("strict_causal"),
}
EACH = {
    **TEXT,
    "each": True,
    "slots": OWN,
    "head": 1,
    "mask": "sliding_window",
    "sliding_window.window": 2,
}
QUIET = ("flow", "row", "prediction", "figures")


def ways(view: View) -> Figures:
    """The key that each head reads most, in the last row."""
    tops = [int(row.argmax()) for row in view.trace.weights[0, :, LAST]]
    one, two = view.head, next(n for n, top in enumerate(tops) if top != tops[view.head])
    return {
        "different": len(set(tops)),
        "one": one,
        "two": two,
        "one_top": view.words[tops[one]],
        "two_top": view.words[tops[two]],
        "share": float(weights(view, LAST).max()),
    }


def masks(view: View) -> Figures:
    return {
        "different": len({mask.allowed.tobytes() for mask in view.shown}),
        "name": view.mask.title.lower(),
        "may": int(view.mask.allowed[LAST].sum()),
    }


def together(view: View) -> Figures:
    """What a token can read in one layer: the union of its heads."""
    union = readable(view)[0, LAST]
    narrow = min(int(mask.allowed[LAST].sum()) for mask in view.shown)
    return {"union": int(union.sum()), "narrow": narrow, "wide": len(view.words)}


def who_knows(view: View, figures: Figures) -> str:
    found = figures["union"]
    return {figures["narrow"]: "narrow", figures["wide"]: "union"}.get(found, "mean")


def opened(view: View) -> Figures:
    moved = after_change(view, [LAST])
    rows = list(range(LAST))
    return {
        "moved": said(moved.farthest(rows)),
        "still": not moved.moved(rows),
        "rows": len(places(~moved.same[-1, rows])),
        "earlier": len(rows),
        "closed": view.shipped.shape.heads - 1,
    }


def still_causal(view: View, figures: Figures) -> str:
    return "yes" if figures["still"] else "no"


def silenced(view: View) -> Figures:
    found = worth(view)
    rise = found.silent - found.usual
    most, least = int(rise.argmax()), int(rise.abs().argmin())
    return {
        "most": said(rise.flatten()[most].item()),
        "least": said(rise.flatten()[least].abs().item()),
        "most_layer": most // view.shipped.shape.heads,
        "most_head": most % view.shipped.shape.heads,
        "least_layer": least // view.shipped.shape.heads,
        "least_head": least % view.shipped.shape.heads,
        "usual": said(found.usual),
        "all": rise.numel(),
    }


heads = Lesson(
    "heads",
    (
        Step(
            "ways",
            {**TEXT, "head": 2, "locked": (LAST, 5)},
            lambda view, f: f["different"] > 1 and f["one_top"] != f["two_top"],
            rings=(Ring("heads"), Ring("weights", LAST)),
            show=("weights",),
            hide=QUIET,
            measured=ways,
        ),
        Step(
            "masks",
            {**EACH, "locked": (LAST, 6)},
            lambda view, f: f["different"] == view.shipped.shape.heads,
            rings=(Ring("heads"), Ring("mask", LAST)),
            show=("mask",),
            hide=QUIET,
            measured=masks,
        ),
        Step(
            "together",
            {**EACH, "locked": (LAST, 2)},
            lambda view, f: f["narrow"] < f["union"] == f["wide"],
            rings=(Ring("mask", LAST),),
            show=("mask",),
            hide=QUIET,
            measured=together,
            question=Question(who_knows),
        ),
        Step(
            "opened",
            {
                **TEXT,
                "each": True,
                "head": 0,
                "mask": "full",
                "slots": {
                    "0": MaskCall("full"),
                    **{str(n): MaskCall("causal") for n in range(1, 6)},
                },
                "and_causal": False,
                "locked": (2, LAST),
            },
            lambda view, f: not f["still"] and f["rows"] == f["earlier"],
            rings=(Ring("heads"), Ring("mask", None, LAST)),
            show=("mask",),
            hide=QUIET,
            measured=opened,
            question=Question(still_causal),
            page="moves",
        ),
        Step(
            "silent",
            {**TEXT, "head": 2, "locked": (LAST, 5)},
            lambda view, f: float(f["most"]) > 10 * float(f["least"]),
            rings=(Ring("heads"),),
            show=("weights",),
            hide=QUIET,
            measured=silenced,
            page="heads",
        ),
    ),
    place=80,
    pages=("heads",),
)
