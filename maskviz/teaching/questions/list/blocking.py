"""How a cell is blocked, and what that does to the rest of its row."""

import math

import torch

from maskviz.analysis.effect import spread
from maskviz.analysis.view import View
from maskviz.teaching.lessons.measures import leaked, other, perplexity, reads, said, weights
from maskviz.teaching.questions.spec import Figures, Question

TEXT = {"text": "The king and the", "mask": "causal", "layer": 0, "head": 3, "locked": (1, 2)}
ROW = 1


def vote(view: View) -> Figures:
    """What blocked keys keep when their score becomes 0, and when it becomes −∞."""
    usual = other(view, blocking="sdpa")
    return {
        "query": view.words[ROW],
        "zero": leaked(view, ROW),
        "infinity": leaked(usual, ROW),
        "power": math.exp(0),
    }


def large(view: View) -> Figures:
    fills = {"ten": "-10", "thousand": "-1e3", "most": "-1e4"}
    found = {name: leaked(other(view, fill=fill), ROW) for name, fill in fills.items()}
    empty = other(view, mask="strict_causal", fill="-1e4")
    long = -1e5
    half = torch.tensor(long).half().item()
    return {
        **{name: said(share) for name, share in found.items()},
        **{f"{name}_fill": f"−{-float(fill):,.0f}" for name, fill in fills.items()},
        "shares": found,
        "empty": float(weights(empty, 0).sum()),
        "sdpa": float(weights(other(view, mask="strict_causal", blocking="sdpa"), 0).sum()),
        "long": f"−{-long:,.0f}",
        "half": str(half).replace("-inf", "−∞"),
        "finite": math.isfinite(half),
    }


def after(view: View) -> Figures:
    again = other(view, blocking="renormalised")
    usual = other(view, blocking="sdpa")
    gap = abs(weights(again, ROW) - weights(usual, ROW)).max()
    return {
        "query": view.words[ROW],
        "sum": float(weights(view, ROW).sum()),
        "missing": 1 - float(weights(view, ROW).sum()),
        "gap": float(gap),
    }


def root(view: View) -> Figures:
    """The same head with scores divided and not, and what the model makes of it."""
    plain = other(view, divide="nothing")
    d = view.shipped.shape.d_head
    return {
        "d": d,
        "root": math.sqrt(d),
        "with": spread(view)[view.head],
        "without": spread(plain)[view.head],
        "divided": perplexity(view),
        "undivided": perplexity(plain),
    }


def kept(view: View) -> Figures:
    """A row's weights with the mask over those without it."""
    full = other(view, mask="full", and_causal=False)
    stay, row = reads(view, ROW), view.region.keys
    grown = [float(weights(view, ROW)[k] / weights(full, ROW)[k]) for k in stay]
    lost = float(sum(weights(full, ROW)[k] for k in range(row) if k not in stay))
    scores = torch.equal(view.trace.raw, full.trace.raw)
    return {
        "query": view.words[ROW],
        "least": min(grown),
        "most": max(grown),
        "lost": lost,
        "times": 1 / (1 - lost),
        "scores": scores,
    }


def empty(view: View) -> Figures:
    """Rows that end as NaN under −∞ written out, and the sum of the row with torch's own way."""
    gone = view.run.logits[0].isnan().any(dim=-1)
    usual, large = other(view, blocking="sdpa"), other(view, blocking="write", fill="-1e4")
    return {
        "first": view.words[0],
        "nan": int(gone.sum()),
        "rows": len(gone),
        "sdpa": float(weights(usual, 0).sum()),
        "large": float(weights(large, 0).sum()),
        "even": float(weights(large, 0).max()),
        "keys": len(view.words),
    }


QUESTIONS = (
    Question(
        "zero",
        {**TEXT, "blocking": "zero"},
        vote,
        lambda f: f["zero"] > 0 == f["infinity"],
    ),
    Question(
        "large",
        {**TEXT, "blocking": "add", "fill": "-10"},
        large,
        lambda f: (
            f["shares"]["ten"] > 0 == f["shares"]["thousand"] == f["shares"]["most"]
            and abs(f["empty"] - 1) < 1e-5
            and f["sdpa"] == 0
            and not f["finite"]
        ),
    ),
    Question(
        "after",
        {**TEXT, "blocking": "after"},
        after,
        lambda f: 0 < f["sum"] < 1 and f["gap"] < 1e-6,
    ),
    Question(
        "root",
        {"mask": "causal", "divide": "nothing", "layer": 0, "head": 3},
        lambda view: root(other(view, divide="head")),
        lambda f: f["without"] < f["with"] and f["undivided"] > f["divided"],
    ),
    Question(
        "kept",
        TEXT,
        kept,
        lambda f: (
            f["lost"] > 0
            and f["scores"]
            and f["most"] - f["least"] < 1e-3
            and abs(f["most"] - f["times"]) < 1e-3
        ),
    ),
    Question(
        "empty",
        {**TEXT, "mask": "strict_causal", "blocking": "infinity", "locked": (0, 0)},
        empty,
        lambda f: (
            f["nan"] == f["rows"]
            and f["sdpa"] == 0
            and abs(f["large"] - 1) < 1e-5
            and abs(f["even"] - 1 / f["keys"]) < 1e-4
        ),
    ),
)
