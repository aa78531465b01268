"""Why masks are necessary, how they are made fast, and what they cost."""

import numpy as np

from maskviz.analysis.view import View
from maskviz.masks.compose import cells, term_of
from maskviz.teaching.lessons.measures import after_change, leaked, other, perplexity, places
from maskviz.teaching.questions.spec import Figures, Question

TEXT = {"text": "Once upon a time there lived an", "layer": 0, "head": 3}
BATCH = {"texts": 2, "text_2": "The king and the", "row": 2, "and_causal": False}
LONG, TILE, NEAR = 2_048, 128, 256  # tokens of a long text, the side of a tile, a window


def needed(view: View) -> Figures:
    """Rows that move when the last token is changed, and the weight that padding takes."""
    last = len(view.words) - 1
    moved = {}
    for mask in ("full", "causal"):
        found = after_change(other(view, mask=mask, and_causal=False), [last])
        moved[mask] = int((~found.same[-1, :last]).sum())
    short = other(view, **BATCH, mask="full", and_padding=False)
    pads = places(~short.real.bool().numpy())
    weights = short.trace.weights[0, short.head][short.real.bool()].numpy()
    return {
        "last": view.words[last],
        "rows": last,
        **moved,
        "lost": float(weights[:, pads].sum(axis=1).mean()),
    }


def tiles(allowed: np.ndarray) -> np.ndarray:
    """How much of each tile may be read, 0 to 1."""
    side = len(allowed) // TILE
    return allowed.reshape(side, TILE, side, TILE).mean(axis=(1, 3))


def fast(view: View) -> Figures:
    """A long causal mask kept in three ways, and its tiles."""
    allowed = cells(term_of("causal()"), LONG, LONG, {})
    shares = tiles(allowed)
    return {
        "tokens": LONG,
        "floats": allowed.astype(np.float32).nbytes / 1e6,
        "bits": np.packbits(allowed).nbytes / 1e6,
        "rule": len("k <= q"),
        "tile": TILE,
        "tiles": shares.size,
        "empty": int((shares == 0).sum()),
        "whole": int((shares == 1).sum()),
        "mixed": int(((shares > 0) & (shares < 1)).sum()),
    }


def price(view: View) -> Figures:
    """Perplexity of a text under a window and under causal, and what a long text would save."""
    wide = view.settings["sliding_window.window"]
    near = cells(term_of(f"sliding_window(window={NEAR})"), LONG, LONG, {})
    causal = cells(term_of("causal()"), LONG, LONG, {})
    return {
        "window": wide,
        "near": perplexity(view),
        "all": perplexity(other(view, mask="causal")),
        "tokens": LONG,
        "wide": NEAR,
        "share": float(near.sum() / causal.sum()),
        "tiles": float((tiles(near) > 0).mean() / (tiles(causal) > 0).mean()),
    }


def cheat(view: View) -> Figures:
    """What a staircase one key too wide lets each row know."""
    n = len(view.words)
    told = [not after_change(view, [k]).same[-1, k - 1] for k in range(1, n)]
    right = other(view, mask="causal", and_causal=False)
    kept = [not after_change(right, [k]).same[-1, k - 1] for k in range(1, n)]
    return {
        "ahead": view.settings["causal_offset.ahead"],
        "rows": n - 1,
        "told": sum(told),
        "kept": sum(kept),
    }


def sentence(view: View) -> Figures:
    """[MASK] in the text, and an attention mask over it."""
    blank = view.blanks[0]
    closed = other(view, mask="typed", typed_rule=f"k != {blank}")
    guess = view.run.logits[0, blank].softmax(dim=-1).max().item()
    q = blank + 1
    return {
        "place": blank,
        "reader": view.words[q],
        "weight": float(view.trace.weights[0, view.head, q, blank]),
        "blocked": int((~view.mask.allowed).sum()),
        "closed": int((~closed.mask.allowed).sum()),
        "after": float(closed.trace.weights[0, closed.head, q, blank]),
        "same": closed.ids.tolist() == view.ids.tolist(),
        "guess": guess,
        "leak": leaked(closed, q),
    }


QUESTIONS = (
    Question(
        "necessary",
        {**TEXT, "mask": "full", "and_causal": False},
        needed,
        lambda f: f["full"] == f["rows"] and f["causal"] == 0 and f["lost"] > 0,
        page="moves",
        own="&moves.token=7",
    ),
    Question(
        "efficient",
        {"mask": "causal"},
        fast,
        lambda f: (
            f["floats"] > 30 * f["bits"]
            and f["empty"] + f["whole"] + f["mixed"] == f["tiles"]
            and f["mixed"] ** 2 == f["tiles"]
        ),
        page="storage",
    ),
    Question(
        "cost",
        {"mask": "sliding_window", "sliding_window.window": 4},
        price,
        lambda f: f["near"] > f["all"] and f["share"] < f["tiles"] < 1,
        page="costs",
    ),
    Question(
        "cheat",
        {**TEXT, "mask": "causal_offset", "causal_offset.ahead": 1, "and_causal": False},
        cheat,
        lambda f: f["told"] == f["rows"] and f["kept"] == 0 and f["ahead"] == 1,
    ),
    Question(
        "blank",
        {
            "model": "bert",
            "text": "The [MASK] was king of the land.",
            "mask": "full",
            "and_causal": False,
        },
        sentence,
        lambda f: f["weight"] > 0 == f["blocked"] and f["closed"] > 0 == f["after"] and f["same"],
    ),
)
