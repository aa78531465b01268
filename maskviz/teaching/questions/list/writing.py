"""Masks while a model writes: a row a step, over a cache."""

from maskviz.analysis.view import View
from maskviz.teaching.lessons.measures import KEPT, said
from maskviz.teaching.lessons.path.generation import STEP, TEXT, grown, need
from maskviz.teaching.questions.spec import Figures, Question


def one(view: View) -> Figures:
    """A step of one token with a mask and without, and one of several tokens."""
    single, several = need(view, "one"), need(view, "several")
    return {
        "slots": single.slots,
        "blocked": single.blocked,
        "equal": single.equal,
        "rows": several.rows,
        "several": several.blocked,
        "off": several.without,
        "said": said(several.without),
    }


def earlier(view: View) -> Figures:
    found = grown(view)
    size = len(view.words)
    return {
        **found,
        "rows": size,
        "square": size * size,
        "cache": view.shipped.shape.layers * 2 * view.shipped.shape.d_model * 4,
    }


QUESTIONS = (
    Question(
        "cached",
        STEP,
        one,
        lambda f: f["blocked"] == 0 and f["equal"] and f["several"] > 0 and f["off"] > 0.1,
        page="generation",
    ),
    Question(
        "again",
        TEXT,
        earlier,
        lambda f: f["gap"] < KEPT,
        page="generation",
    ),
)
