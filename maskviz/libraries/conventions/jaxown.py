"""JAX and Flax: jax.nn.dot_product_attention, the mask classes of splash, flax.linen."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask
from maskviz.libraries.conventions.rules import jax_window, splash_window, staircase

NN = "jax.nn.dot_product_attention(query, key, value, {})"


def nn(intent: Intent) -> Answer:
    size, number = (intent.queries, intent.keys), intent.number
    lines = intent.lines("jnp")

    def passed(argument: str, allowed: np.ndarray, before: str = "", note: str = "") -> Spelling:
        return from_mask(before + NN.format(argument), allowed, "mean", note)

    match intent.kind:
        case "window":
            wide, causal = jax_window(*size, number, number), staircase(*size)
            words = (
                passed(f"local_window_size={number}", wide),
                passed(f"is_causal=True, local_window_size={number}", wide & causal),
            )
            if intent.offset or number == 0:
                return Answer(words, passed("mask=allowed[None, None]", intent.wanted, lines))
            own = f"local_window_size=({number - 1}, 0)"
            return Answer(words, passed(own, jax_window(*size, number - 1, 0)))
        case "causal":
            words = (passed("is_causal=True", staircase(*size)),)
            return Answer(words, passed("mask=allowed[None, None]", intent.wanted, lines))
        case "pad":
            rows = np.broadcast_to(intent.real, size)
            taken = np.broadcast_to(np.arange(intent.keys) < number, size)
            words = (
                passed("mask=real[None, None, None]", rows, lines),
                passed(
                    f"key_value_seq_lengths=jnp.array([{number}])",
                    taken,
                    note="A length is the number of real keys, not of padded ones.",
                ),
            )
            return Answer(words)
        case "causal and pad":
            vector, both = intent.line_of_real("jnp"), staircase(*size) & intent.real
            told = "mask=real[None, None, None], is_causal=True"
            return Answer((passed(told, both, vector),))
    words = (passed("mask=mark[None, None]", intent.mark, lines),)
    return Answer(words, passed("mask=~mark[None, None]", ~intent.mark, lines))


def splash(intent: Intent) -> Answer:
    size, number, ahead = (intent.queries, intent.keys), intent.number, intent.offset
    lines = intent.lines("np")

    def made(code: str, allowed: np.ndarray, before: str = "") -> Spelling:
        return from_mask(before + code, allowed, "unknown")

    match intent.kind:
        case "window":
            words = made(
                f"LocalMask({size}, ({number}, 0), offset=0)", splash_window(*size, number, 0)
            )
            exact = splash_window(*size, number - 1, 0, ahead)
            return Answer(
                (words,), made(f"LocalMask({size}, ({number - 1}, 0), offset={ahead})", exact)
            )
        case "causal":
            words = made(f"CausalMask({size})", staircase(*size))
            exact = made(f"CausalMask({size}, offset={ahead})", staircase(*size, ahead))
            return Answer((words,), exact)
        case "pad":
            allowed = np.broadcast_to(intent.real, size)
            return Answer((made(f"NumpyMask(np.tile(real, ({size[0]}, 1)))", allowed, lines),))
        case "causal and pad":
            code = f"CausalMask({size}) & NumpyMask(np.tile(real, ({size[0]}, 1)))"
            return Answer((made(code, intent.wanted, intent.line_of_real("np")),))
    return Answer(
        (made("NumpyMask(mark)", intent.mark, lines),),
        made("NumpyMask(~mark)", ~intent.mark, lines),
    )


FLAX = "nn.dot_product_attention(query, key, value, mask={})"


def flax(intent: Intent) -> Answer:
    queries, keys, ahead = intent.queries, intent.keys, intent.offset
    lines = intent.lines("jnp")

    def passed(mask: str, allowed: np.ndarray, before: str = "", note: str = "") -> Spelling:
        return from_mask(before + FLAX.format(mask), allowed, "mean", note)

    def placed(shift: str) -> str:
        rows, columns = f"jnp.arange({queries}){shift}", f"jnp.arange({keys})"
        return f"mask = nn.make_attention_mask({rows}, {columns}, jnp.greater_equal)\n"

    match intent.kind:
        case "window":
            return Answer((passed("allowed[None]", intent.wanted, lines),))
        case "causal":
            shift = f" + {ahead}" if ahead >= 0 else f" - {-ahead}"
            exact = passed("mask", staircase(queries, keys, ahead), placed(shift))
            return Answer((passed("mask", staircase(queries, keys), placed("")),), exact)
        case "pad":
            both = np.outer(intent.real, intent.real)
            columns = np.broadcast_to(intent.real, (queries, keys))
            ones = lines + f"every = jnp.ones({queries}, dtype=bool)\n"
            words = passed(
                "nn.make_attention_mask(real, real)",
                both,
                lines,
                "Padded queries are blocked too.",
            )
            return Answer((words,), passed("nn.make_attention_mask(every, real)", columns, ones))
        case "causal and pad":
            vector = intent.line_of_real("jnp")
            ones = f"{vector}every = jnp.ones({queries}, dtype=bool)\n"
            padding = "nn.make_attention_mask({}, real)"
            both = f"nn.combine_masks(nn.make_causal_mask(real), {padding})"
            square = intent.wanted & intent.real[:, None]
            note = "Padded queries are blocked too."
            words = passed(both.format("real"), square, vector, note)
            return Answer((words,), passed(both.format("every"), intent.wanted, ones))
    words = (passed("mark[None]", intent.mark, lines),)
    return Answer(words, passed("~mark[None]", ~intent.mark, lines))


NN_LIBRARY = Library(
    "jax",
    "jax.nn.dot_product_attention",
    "jax",
    "checked",
    "may read",
    "−0.7 times the largest float",
    "upper left, windows too",
    "query is (B, Lq, H, d), key and value (B, Lk, H, d)",
    nn,
)
SPLASH = Library(
    "splash",
    "JAX splash attention",
    "jax",
    "checked",
    "may read",
    "−0.7 times the largest float; the kernel needs a TPU and is not run",
    "upper left, unless offset says where the queries stand",
    "the mask classes, of splash_attention_mask; real and mark are NumPy arrays",
    splash,
)
FLAX_LIBRARY = Library(
    "flax",
    "flax.linen",
    "flax",
    "checked",
    "may read: any number but 0",
    "the smallest float",
    "by the positions given to make_attention_mask",
    "nn is flax.linen, query is (Lq, H, d), key and value (Lk, H, d)",
    flax,
)
