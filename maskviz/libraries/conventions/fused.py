"""Kernels for GPUs that take forms, not matrices: flash-attn, xformers, TransformerEngine."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask, refused
from maskviz.libraries.conventions.rules import band, flash_window, staircase, xformers_window

NO_MASK = "There is no argument for a mask."
NO_ZERO = "Window 0 cannot be said: (-1, 0) means no limit on the left, which is plain causal."


def flash(intent: Intent) -> Answer:
    size, number = (intent.queries, intent.keys), intent.number

    def passed(argument: str, allowed: np.ndarray, keys: str = "key, value") -> Spelling:
        code = f"flash_attn_func(query, {keys}{', ' * bool(argument)}{argument})"
        return from_mask(code, allowed, "zeros")

    match intent.kind:
        case "window":
            words = passed(f"window_size=({number}, 0)", flash_window(*size, number, 0))
            shown = passed(f"window_size=({number - 1}, 0)", flash_window(*size, number - 1, 0))
            return Answer((words,), shown, "" if number else NO_ZERO)
        case "causal":
            return Answer((passed("causal=True", flash_window(*size, -1, 0)),))
        case "pad":
            words = refused("flash_attn_func(query, key, value)", f"{NO_MASK} Padding is cut off.")
            left = intent.keys - number
            cut = f"key[:, :{left}], value[:, :{left}]"
            return Answer((words,), passed("", np.broadcast_to(intent.real, size), cut))
    told = f"{NO_MASK} It knows causal, a window and lengths, so one pair cannot be named."
    return Answer((refused("flash_attn_func(query, key, value)", told),), cannot=told)


EFFICIENT = "memory_efficient_attention(query, key, value, attn_bias={})"


def xformers(intent: Intent) -> Answer:
    size, number = (intent.queries, intent.keys), intent.number
    lines, every = intent.lines("torch"), np.ones(size, dtype=bool)

    def passed(bias: str, allowed: np.ndarray, before: str = "", note: str = "") -> Spelling:
        return from_mask(before + EFFICIENT.format(bias), allowed, "unknown", note)

    def tensor(name: str, blocked: str, allowed: np.ndarray) -> tuple[Spelling, Spelling]:
        """A bool mask as numbers, which is only a bias, and as the bias that blocks."""
        shape = f"1, 1, {size[0]}, {size[1]}"
        note = "Numbers 0 and 1 are added to the scores: nothing is blocked."
        words = passed(f"{name}.float().expand({shape})", every, lines, note)
        bias = f"bias = torch.zeros({shape}).masked_fill({blocked}, float('-inf'))\n"
        return words, passed("bias", allowed, lines + bias)

    match intent.kind:
        case "window":
            bias = f"LowerTriangularFromBottomRightMask().make_local_attention({number})"
            if number < 1:
                told = f"Expected `window_size > 0`, but window_size={number}"
                return Answer((refused(EFFICIENT.format(bias), told),), tensor_of_none(intent))
            return Answer((passed(bias, xformers_window(*size, number)),))
        case "causal":
            exact = staircase(*size, intent.offset)
            words = passed("LowerTriangularMask()", staircase(*size))
            return Answer((words,), passed("LowerTriangularFromBottomRightMask()", exact))
        case "pad":
            words, exact = tensor("real", "~real", np.broadcast_to(intent.real, size))
            return Answer((words,), exact)
    words, exact = tensor("mark", "mark", ~intent.mark)
    return Answer((words,), exact)


def tensor_of_none(intent: Intent) -> Spelling:
    """The bias that blocks every key."""
    bias = f"bias = torch.full((1, 1, {intent.queries}, {intent.keys}), float('-inf'))\n"
    return from_mask(bias + EFFICIENT.format("bias"), intent.wanted, "unknown")


TE = "attention = DotProductAttention(heads, d{})\n"


def engine(intent: Intent) -> Answer:
    size, number, ahead = (intent.queries, intent.keys), intent.number, intent.offset
    mask = "attention(query, key, value, attention_mask={})"
    arbitrary = TE.format(', attn_mask_type="arbitrary"')

    def passed(code: str, allowed: np.ndarray, note: str = "") -> Spelling:
        return from_mask(code, allowed, "unknown", note)

    def plain(arguments: str, allowed: np.ndarray, note: str = "") -> Spelling:
        return passed(f"{TE.format(arguments)}attention(query, key, value)", allowed, note)

    lower = ', attn_mask_type="causal_bottom_right"'
    match intent.kind:
        case "window":
            note = "Without a type it is “causal”, which counts from the upper left corner."
            words = plain(f", window_size=({number}, 0)", band(*size, number, 0, 0), note)
            left = number - 1 if number else np.inf
            exact = band(*size, left, 0, ahead)
            spelled = plain(f"{lower}, window_size=({number - 1}, 0)", exact)
            return Answer((words,), spelled, "" if number else NO_ZERO)
        case "causal":
            words = plain(', attn_mask_type="causal"', staircase(*size))
            return Answer((words,), plain(lower, staircase(*size, ahead)))
        case "pad":
            lines = intent.lines("torch")
            padding = TE.format(', attn_mask_type="padding"')
            swapped = np.outer(~intent.real, ~intent.real)
            words = lines + padding + mask.format("real[None, None, None]")
            exact = lines + arbitrary + mask.format("~real[None, None, None]")
            note = "“padding” blocks the queries it takes for padding as well."
            columns = np.broadcast_to(intent.real, size)
            return Answer((passed(words, swapped, note),), passed(exact, columns))
    code = intent.lines("torch") + arbitrary + mask.format("mark[None, None]")
    return Answer((passed(code, ~intent.mark),))


FLASH = Library(
    "flash",
    "flash-attn",
    "flash-attn",
    "transcribed",
    "nothing: it takes no mask",
    "−∞, or they are never computed",
    "lower right, windows too",
    "query is (B, Lq, H, d), key and value (B, Lk, H, d)",
    flash,
)
XFORMERS = Library(
    "xformers",
    "xformers",
    "xformers",
    "checked",
    "one more point: a tensor is added to the scores",
    "−∞ in the bias that a class makes; the kernel needs a GPU and is not run",
    "upper left and lower right, a class for each",
    "query is (B, Lq, H, d), key and value (B, Lk, H, d); masks are of xformers.ops.fmha.attn_bias",
    xformers,
)
ENGINE = Library(
    "engine",
    "TransformerEngine",
    "TransformerEngine",
    "transcribed",
    "blocked",
    "−∞ in fused kernels, −10,000 in its unfused one",
    "“causal” upper left, “causal_bottom_right” lower right",
    'query is (B, Lq, heads, d), key and value (B, Lk, heads, d), qkv_format "bshd"',
    engine,
)
