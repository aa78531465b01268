"""Kernels for GPUs that take forms, not matrices: flash-attn, xformers, TransformerEngine."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask, refused
from maskviz.libraries.conventions.rules import band, flash_window, staircase, xformers_window

NO_MASK = "There is no argument for a mask."
PADDED_QUERIES = "“padding” blocks the queries it takes for padding as well."
ROWS_CUT = "Rows of padding are cut off with their queries; all others are as meant."
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
        case "causal and pad":
            return flash_cut(intent)
    told = f"{NO_MASK} It knows causal, a window and lengths, so one pair cannot be named."
    return Answer((refused("flash_attn_func(query, key, value)", told),), cannot=told)


def flash_cut(intent: Intent) -> Answer:
    """Padding cut off, from keys and values alone and from the queries as well."""
    size, real = (intent.queries, intent.keys), int(intent.real.sum())
    cut = f"[:, {intent.number}:]" if intent.left else f"[:, :{real}]"
    call = "flash_attn_func({}, key{}, value{}, causal=True)"
    first = np.flatnonzero(intent.real)[0] if real else 0
    keys_cut, both_cut = np.zeros((2, *size), dtype=bool)
    keys_cut[:, first : first + real] = flash_window(intent.queries, real, -1, 0)
    both_cut[first : first + real, first : first + real] = staircase(real, real)
    moved = "The staircase is counted from the lower right corner of what is left."
    words = from_mask(call.format("query", cut, cut), keys_cut, "zeros", moved)
    exact = from_mask(call.format(f"query{cut}", cut, cut), both_cut, "zeros")
    return Answer((words,), exact, "" if intent.left else f"{NO_MASK} {ROWS_CUT}")


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
        case "causal and pad":
            words, exact = tensor("allowed", "~allowed", intent.wanted)
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
            columns = np.broadcast_to(intent.real, size)
            return Answer((passed(words, swapped, PADDED_QUERIES),), passed(exact, columns))
        case "causal and pad":
            vector = intent.line_of_real("torch")
            padding = TE.format(', attn_mask_type="padding_causal"')
            words = vector + padding + mask.format("~real[None, None, None]")
            exact = intent.lines("torch") + arbitrary + mask.format("~allowed[None, None]")
            square = intent.wanted & intent.real[:, None]
            note = "“padding_causal” blocks the queries that are padding as well."
            return Answer((passed(words, square, note),), passed(exact, intent.wanted))
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
