"""Padding: which way round it is said, and whether it changes the text."""

from typing import Any

from maskviz.analysis.view import View
from maskviz.teaching.lessons.measures import best, other, places, said
from maskviz.teaching.lessons.path.padding import BATCH, vector
from maskviz.teaching.questions.spec import Figures, Question


def moved(view: View, alone: View) -> float:
    """How far a logit of the real rows moves in a batch at most."""
    real = view.run.logits[0][view.real.bool()]
    return (real - alone.run.logits[0]).abs().max().item()


def changed(view: View) -> Figures:
    """A text alone and padded, on either side, with the padding mask and without."""
    alone = other(view, texts=1, row=1, mask="causal")
    ways: dict[str, dict[str, Any]] = {
        "right": {"pad_side": "right"},
        "left": {"pad_side": "left"},
        "masked": {"pad_side": "left", "mask": "causal_padding", "and_padding": True},
    }
    found = {name: moved(other(view, **way), alone) for name, way in ways.items()}
    return {
        **{name: said(far) for name, far in found.items()},
        "far": found,
        "pads": len(places(~view.real.bool().numpy())),
    }


def meaning(view: View) -> Figures:
    found = vector(view)
    return {
        **found,
        "sdpa": len(found["by_sdpa"]),
        "module": len(found["by_module"]),
        "real": int(view.real.sum()),
        "pads": int((1 - view.real).sum()),
    }


def side(view: View) -> Figures:
    """What stands in the last column, where the next token is taken from, on either side."""
    right = other(view, pad_side="right")
    end = len(right.words) - 1
    alone = other(view, texts=1, row=1, mask="causal")
    word = best(alone, alone.last)
    wrong, good = best(right, end), best(view, end)
    return {
        "right": right.words[end],
        "left": view.words[end],
        "wrong": wrong.label.lstrip("·"),
        "word": word.label.lstrip("·"),
        "good": good.label.lstrip("·"),
        "real": bool(view.real[end]),
        "pads": int((1 - view.real).sum()),
    }


QUESTIONS = (
    Question(
        "polarity",
        {**BATCH, "mask": "key_padding"},
        meaning,
        lambda f: f["sdpa"] == f["real"] and f["module"] == f["pads"],
        page="conventions",
    ),
    Question(
        "padded",
        {**BATCH, "mask": "causal", "pad_side": "left"},
        changed,
        lambda f: f["far"]["right"] < 1e-4 > f["far"]["masked"] and f["far"]["left"] > 0.1,
        page="batch",
    ),
    Question(
        "side",
        {**BATCH, "mask": "causal_padding", "pad_side": "left", "and_padding": True},
        side,
        lambda f: f["real"] and f["right"] == "<pad>" != f["left"] and f["good"] == f["word"],
        page="batch",
    ),
)
