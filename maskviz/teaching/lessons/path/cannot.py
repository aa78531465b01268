"""What cannot reach a row: proven by changing what must not matter."""

from maskviz.analysis.leak import leak
from maskviz.analysis.moves.promise import future, tested
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.settings.slots import Page
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import after_change, flips, other, said
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

SECRET, LAST = 2, 4  # “king”, and the last token
TEXT = {"text": "The king and the", "mask": "causal", "layer": 0, "head": 3}
ROWS = (3, 4)  # that come after the secret


def painted(*cells: tuple[int, int]) -> dict[str, object]:
    """Causal with these cells blocked by hand."""
    page = Page(MaskCall("causal"), flips(*cells))
    return {**TEXT, "mask": "custom", "book": {"all": page}}


PAIR = {**painted((LAST, SECRET)), "locked": (LAST, SECRET)}
COLUMN = {**painted(*((q, SECRET) for q in ROWS)), "locked": (LAST, SECRET)}
QUIET = ("flow", "heads", "row", "prediction", "figures")


def promised(view: View) -> Figures:
    found = tested(view, future(view))
    return {
        "verdict": found.verdict,
        "farthest": said(found.farthest),
        "trials": len(found.promise.trials),
        "leak": leak(view),
    }


def kept(view: View, figures: Figures) -> str:
    return {"kept": "nothing", "rounding": "rounding"}.get(figures["verdict"], "moves")


def pair(view: View) -> Figures:
    found, usual = after_change(view, [SECRET]), after_change(other(view, mask="causal"), [SECRET])
    return {
        "secret": view.words[SECRET],
        "between": view.words[SECRET + 1],
        "first": said(found.farthest([LAST], place=1)),
        "moved": said(found.farthest([LAST])),
        "usual": said(usual.farthest([LAST])),
    }


def is_stopped(view: View, figures: Figures) -> str:
    if float(figures["moved"]) == 0:
        return "yes"
    return "delayed" if float(figures["first"]) == 0 else "no"


def column(view: View) -> Figures:
    moved = after_change(view, [SECRET])
    return {
        "secret": view.words[SECRET],
        "moved": said(moved.farthest(list(ROWS))),
        "still": not moved.moved(list(ROWS)),
        "own": said(moved.farthest([SECRET])),
        "rows": len(ROWS),
    }


cannot = Lesson(
    "cannot",
    (
        Step(
            "change",
            {**TEXT, "locked": (2, LAST)},
            lambda view, f: f["verdict"] == "kept" and f["leak"] == 0,
            rings=(Ring("mask"),),
            show=("mask",),
            hide=QUIET,
            measured=promised,
            question=Question(kept),
            page="moves",
        ),
        Step(
            "leak",
            {**TEXT, "blocking": "add", "fill": "-3", "locked": (1, 2)},
            lambda view, f: f["verdict"] == "broken" and f["leak"] > 0.01,
            rings=(Ring("weights", 1, 2),),
            show=("masked", "weights"),
            hide=QUIET,
            measured=promised,
        ),
        Step(
            "pair",
            PAIR,
            lambda view, f: is_stopped(view, f) == "delayed",
            rings=(Ring("mask", LAST, SECRET),),
            show=("mask",),
            hide=QUIET,
            measured=pair,
            question=Question(is_stopped),
            page="moves",
        ),
        Step(
            "column",
            COLUMN,
            lambda view, f: f["still"] and f["moved"] == "0" and float(f["own"]) > 0,
            rings=(Ring("mask", None, SECRET),),
            show=("mask",),
            hide=QUIET,
            measured=column,
            page="secrets",
        ),
    ),
    place=90,
    masks=("sensitive", "owner", "levels"),
    pages=("moves", "secrets"),
)
