"""How far news travels through layers, and what keeps it."""

from maskviz.analysis.moves.reach import powers, readable
from maskviz.analysis.view import View
from maskviz.teaching.lessons.measures import after_change, other, perplexity, places, said
from maskviz.teaching.questions.spec import Figures, Question

TEXT = {
    "text": "The king was old. Once upon a time there lived an",
    "mask": "sliding_window",
    "sliding_window.window": 2,
    "layer": 0,
    "head": 3,
}


def far(view: View) -> Figures:
    """How far back the last row can know of a token, layer by layer."""
    last = len(view.words) - 1
    back = [last - places(row)[0] for row in powers(readable(view))[:, last]]
    inside, outside = last - back[-1], last - back[-1] - 1
    return {
        "window": view.settings["sliding_window.window"],
        "layers": view.shipped.shape.layers,
        "one": back[1],
        "all": back[-1],
        "edge": view.words[inside],
        "moves": not after_change(view, [inside]).same[-1, last],
        "still": bool(after_change(view, [outside]).same[-1, last]),
        "beyond": view.words[outside],
    }


def through(view: View) -> Figures:
    """A key that a row may not read, and how far the row moves with it all the same."""
    last, key = len(view.words) - 1, len(view.words) - 4
    chunk = other(view, mask="chunked_causal", **{"chunked_causal.size": 4})
    border = 4 * (last // 4)
    kept = after_change(chunk, [border - 1])
    return {
        "query": view.words[last],
        "key": view.words[key],
        "blocked": not view.mask.allowed[last, key],
        "moved": said(after_change(view, [key]).farthest([last])),
        "far": after_change(view, [key]).farthest([last]),
        "size": 4,
        "still": not kept.moved(list(range(border, last + 1))),
        "kept": said(kept.farthest(list(range(border, last + 1)))),
    }


def first(view: View) -> Figures:
    """The weight that goes to the first token, and what it is worth."""
    rows = [layer.trace.weights[0, :, 1:, 0].mean().item() for layer in view.run.heads["self"]]
    even = sum(1 / (q + 1) for q in range(1, len(view.words))) / (len(view.words) - 1)
    near = {"sink_window.window": 4, "sliding_window.window": 4, "sink_window.sinks": 1}
    kept = other(view, mask="sink_window", **near)
    lost = other(view, mask="sliding_window", **near)
    return {
        "first": view.words[0],
        "share": max(rows),
        "layer": rows.index(max(rows)),
        "even": even,
        "kept": perplexity(kept),
        "lost": perplexity(lost),
        "window": 4,
    }


QUESTIONS = (
    Question(
        "far",
        TEXT,
        far,
        lambda f: (
            f["one"] == f["window"] - 1
            and f["all"] == f["layers"] * f["one"]
            and f["moves"]
            and f["still"]
        ),
        page="moves",
    ),
    Question(
        "through",
        {**TEXT, "locked": (12, 9)},
        through,
        lambda f: f["blocked"] and f["far"] > 0 and f["still"],
        page="moves",
    ),
    Question(
        "first",
        {"mask": "causal", "layer": 0},
        first,
        lambda f: f["layer"] == 0 and f["share"] > f["even"] and f["lost"] > f["kept"],
    ),
)
