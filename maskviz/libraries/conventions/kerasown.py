"""Keras: keras.layers.MultiHeadAttention."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask, refused
from maskviz.libraries.conventions.rules import keras_window, staircase

LAYER = "layer = keras.layers.MultiHeadAttention(heads, d{})\n"


def keras(intent: Intent) -> Answer:
    size, number = (intent.queries, intent.keys), intent.number
    lines = intent.lines("np")

    def passed(argument: str, allowed: np.ndarray, before: str = "", note: str = "") -> Spelling:
        code = f"{before}layer(query, value{', ' * bool(argument)}{argument})"
        return from_mask(code, np.broadcast_to(allowed, size), "mean", note)

    match intent.kind:
        case "window":
            exact = passed("attention_mask=allowed[None]", intent.wanted, lines)
            layer = LAYER.format(f", sliding_window={number}")
            if number < 1:
                return Answer((no_window(layer, number),), exact)
            wide = keras_window(*size, number)
            both = passed("use_causal_mask=True", wide & staircase(*size), layer)
            return Answer((passed("", wide, layer),), exact if intent.offset else both)
        case "causal":
            words = passed("use_causal_mask=True", staircase(*size))
            return Answer((words,), passed("attention_mask=allowed[None]", intent.wanted, lines))
        case "pad":
            return Answer((passed("attention_mask=real[None, None]", intent.real, lines),))
        case "causal and pad":
            vector, both = intent.line_of_real("np"), staircase(*size) & intent.real
            argument = "use_causal_mask=True, attention_mask=real[None, None]"
            return Answer((passed(argument, both, vector),))
    words = passed("attention_mask=mark[None]", intent.mark, lines)
    return Answer((words,), passed("attention_mask=~mark[None]", ~intent.mark, lines))


def no_window(layer: str, number: int) -> Spelling:
    """What the layer says to a window that is not positive, in its own words."""
    told = (
        f"`sliding_window` must be `None` or a positive integer. Received: sliding_window={number}"
    )
    return refused(layer.rstrip(), told)


KERAS = Library(
    "keras",
    "Keras",
    "keras",
    "checked",
    "may read",
    "−10⁹ where it returns its weights; otherwise what its backend does",
    "upper left, windows too",
    "layer is a keras.layers.MultiHeadAttention, query is (B, Lq, d), value (B, Lk, d)",
    keras,
)
