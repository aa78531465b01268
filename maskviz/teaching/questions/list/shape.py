"""What a mask looks like: rows, corners, heads, and what is put together."""

import numpy as np
import torch
import torch.nn.functional as F

from maskviz.analysis.effect import spread
from maskviz.analysis.view import View
from maskviz.masks.biases import BIASES
from maskviz.masks.compose import cells, term_of
from maskviz.teaching.lessons.measures import other, reads
from maskviz.teaching.questions.spec import Figures, Question

TEXT = {"text": "Once upon a time there lived an", "mask": "causal", "layer": 0, "head": 3}
QUERIES, KEYS, NEAR = 2, 6, 4


def last(view: View) -> Figures:
    counts = [len(reads(view, q)) for q in range(view.region.queries)]
    return {
        "token": view.words[-1],
        "last": counts[-1],
        "keys": len(view.words),
        "first": counts[0],
    }


def corner(view: View) -> Figures:
    """What torch's own is_causal reads where there are more keys than queries."""
    torch.manual_seed(0)
    q, k = torch.zeros(1, 1, QUERIES, 4), torch.zeros(1, 1, KEYS, 4)
    read = F.scaled_dot_product_attention(q, k, torch.eye(KEYS)[None, None], is_causal=True)[0, 0]
    lower = cells(term_of("causal()"), QUERIES, KEYS, {}, offset=KEYS - QUERIES)
    return {
        "queries": QUERIES,
        "keys": KEYS,
        "torch": int((read[-1] > 0).sum()),
        "lower": int(lower[-1].sum()),
        "differ": int(((read > 0).numpy() != lower).sum()),
    }


def heads(view: View) -> Figures:
    """How widely the heads of a layer look under one mask."""
    bits = spread(view)
    weights = view.trace.weights[0].numpy()
    near = [
        float(
            np.mean(
                [row[max(0, q - NEAR + 1) : q + 1].sum() for q, row in enumerate(head) if q >= NEAR]
            )
        )
        for head in weights
    ]
    return {
        "heads": len(bits),
        "least": min(bits),
        "most": max(bits),
        "near": NEAR,
        "closest": max(near),
        "widest": min(near),
        "masks": len({mask.allowed.tobytes() for mask in view.heads}),
    }


def slope(view: View) -> Figures:
    """The last row under a bias, and how many cells that blocks."""
    plain = other(view, bias="none")
    row = view.trace.weights[0, view.head, -1].numpy()
    return {
        "bias": BIASES[view.settings.bias].title,
        "blocked": int((plain.mask.allowed & ~view.mask.allowed).sum()),
        "least": float(row.min()),
        "before": float(plain.trace.weights[0, view.head, -1].numpy()[row.argmin()]),
        "mask": float(view.trace.weights[0, view.head][torch.from_numpy(~view.mask.allowed)].max()),
    }


def joined(view: View) -> Figures:
    """The two masks joined in both ways, in cells that may be read."""
    region = view.region
    size = region.queries, region.keys
    parts = [cells(term_of(t), *size, region.facts) for t in ("causal()", "key_padding()")]
    both, either = parts[0] & parts[1], parts[0] | parts[1]
    return {
        "causal": int(parts[0].sum()),
        "padding": int(parts[1].sum()),
        "both": int(both.sum()),
        "either": int(either.sum()),
        "shown": int(view.mask.allowed.sum()),
        "blocked": bool(((~parts[0] | ~parts[1]) == ~both).all()),
    }


QUESTIONS = (
    Question(
        "last",
        TEXT,
        last,
        lambda f: f["last"] == f["keys"] and f["first"] == 1,
    ),
    Question(
        "corner",
        {**TEXT, "mask": "causal_upper_left", "queries": QUERIES, "and_causal": False},
        corner,
        lambda f: f["torch"] == f["queries"] < f["lower"] == f["keys"],
    ),
    Question(
        "heads",
        {"mask": "causal", "layer": 1},
        heads,
        lambda f: f["masks"] == 1 and f["most"] > f["least"] + 0.5 and f["closest"] > f["widest"],
        page="heads",
    ),
    Question(
        "bias",
        {**TEXT, "bias": "alibi", "layer": 1, "head": 0},
        slope,
        lambda f: f["blocked"] == 0 and 0 < f["least"] < f["before"] and f["mask"] == 0,
    ),
    Question(
        "joined",
        {
            **TEXT,
            "mask": "causal_padding",
            "pad_to": 12,
            "and_padding": False,
            "and_causal": False,
            "pad_side": "left",
        },
        joined,
        lambda f: f["both"] == f["shown"] < f["causal"] < f["either"] and f["blocked"],
    ),
)
