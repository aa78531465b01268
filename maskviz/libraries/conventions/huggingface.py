"""transformers: a 2D vector with the model's own pattern, or a 4D mask by either backend."""

import numpy as np

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling, from_mask, refused
from maskviz.libraries.conventions.rules import (
    staircase,
    transformers_two_sided,
    transformers_window,
)

MORE_QUERIES = (
    "Queries are the last tokens of their own text: {0} of them cannot stand on {1} keys."
)
PASS_4D = "Pass a 4D mask."
WHOLE_4D = "It is the whole mask: a decoder’s own staircase is gone."
IN_ENCODER = "In an encoder; a decoder’s own staircase comes on top."
PAIRS = f"A 2D mask speaks of keys, not of pairs: no query reads that key any more. {PASS_4D}"
RAISES = (
    "It raises an error about sizes: a sliding layer’s cache keeps the last window − 1 tokens, "
)
KEEPS_ALL = "and the last 0 of a list are the whole list."


def too_many(intent: Intent) -> Answer | None:
    if intent.queries <= intent.keys:
        return None
    return Answer((), cannot=MORE_QUERIES.format(intent.queries, intent.keys))


def call(intent: Intent, argument: str = "") -> str:
    """The model called on the queries; the tokens before them are in its cache."""
    words = ["x", *([argument] if argument else [])]
    words += ["past_key_values=cache"] * bool(intent.offset)
    held = f"  # the cache holds {intent.offset}" if intent.offset else ""
    return f"model({', '.join(words)}){held}"


def short_window(intent: Intent, code: str) -> Spelling:
    """A window of 0 or 1 with a cache, which keeps the wrong tokens."""
    if intent.number == 0:
        return refused(code, f"{RAISES}here −1.")
    if intent.queries > 1:
        return refused(code, f"{RAISES}{KEEPS_ALL}")
    note = f"The cache should keep the last window − 1 tokens, {KEEPS_ALL}"
    return from_mask(code, np.ones_like(intent.wanted), "zeros", note)


def config(intent: Intent) -> Answer:
    if impossible := too_many(intent):
        return impossible
    size, number = (intent.queries, intent.keys), intent.number
    match intent.kind:
        case "window":
            set_it = f"config.sliding_window = {number}\n"
            if intent.offset and number < 2:
                return Answer((short_window(intent, set_it + call(intent)),), cannot=PASS_4D)
            own = from_mask(set_it + call(intent), transformers_window(*size, number), "zeros")
            if intent.offset:
                return Answer((own,))
            code = f"{set_it}create_bidirectional_sliding_window_mask(config, x, None)"
            note = "The same number in an encoder such as ModernBERT is a radius."
            return Answer(
                (own, from_mask(code, transformers_two_sided(*size, number), "zeros", note))
            )
        case "causal":
            allowed = staircase(*size, intent.offset)
            return Answer(
                (from_mask(call(intent), allowed, "zeros", "A decoder is causal itself."),)
            )
        case "pad":
            code = intent.lines("torch") + call(intent, "attention_mask=real[None].long()")
            allowed = np.broadcast_to(intent.real, size)
            return Answer((from_mask(code, allowed, "zeros", IN_ENCODER),))
        case "causal and pad":
            code = intent.line_of_real("torch") + call(intent, "attention_mask=real[None].long()")
            note = "A decoder is causal itself, the vector comes on top."
            return Answer((from_mask(code, intent.wanted, "zeros", note),))
    query, key = intent.cell
    code = f"real = torch.arange({intent.keys}) != {key}\n"
    code += call(intent, "attention_mask=real[None].long()")
    allowed = np.broadcast_to(~intent.mark[query], size)
    return Answer((from_mask(code, allowed, "zeros", "In an encoder."),), cannot=PAIRS)


def passed(intent: Intent, value: str, before: str, allowed: np.ndarray, empty: str) -> Spelling:
    code = before + call(intent, f"attention_mask={value}")
    return from_mask(code, np.broadcast_to(allowed, intent.wanted.shape), empty)


def four_sdpa(intent: Intent) -> Answer:
    if impossible := too_many(intent):
        return impossible
    lines = intent.lines("torch")
    match intent.kind:
        case "window" | "causal and pad":
            return Answer((passed(intent, "allowed[None, None]", lines, intent.wanted, "zeros"),))
        case "causal":
            lower = staircase(intent.queries, intent.keys)
            value = f"{intent.triangle('torch')}[None, None]"
            words = passed(intent, value, "", lower, "zeros")
            return Answer(
                (words,), passed(intent, "allowed[None, None]", lines, intent.wanted, "zeros")
            )
        case "pad":
            value = "real[None, None, None]"
            return Answer((passed(intent, value, lines, intent.real, "zeros"),))
    words = passed(intent, "mark[None, None]", lines, intent.mark, "zeros")
    return Answer((words,), passed(intent, "~mark[None, None]", lines, ~intent.mark, "zeros"))


def four_eager(intent: Intent) -> Answer:
    if impossible := too_many(intent):
        return impossible
    lines, open_all = intent.lines("torch"), np.ones_like(intent.wanted)
    value, named = {
        "window": ("allowed[None, None]", "allowed"),
        "causal and pad": ("allowed[None, None]", "allowed"),
        "causal": (f"{intent.triangle('torch')}[None, None]", "allowed"),
        "pad": ("real[None, None, None]", "real.expand(1, 1, {0}, {1})"),
        "block": ("mark[None, None]", "~mark"),
    }[intent.kind]
    before = "" if intent.kind == "causal" else lines
    words = passed(intent, value, before, open_all, "mean")
    floats = named.format(intent.queries, intent.keys)
    most = "torch.finfo(torch.float32).min"
    exact = lines + f"bias = torch.where({floats}, 0.0, {most})\n"
    shaped = "bias" if intent.kind == "pad" else "bias[None, None]"
    return Answer((words,), passed(intent, shaped, exact, intent.wanted, "mean"))


CONFIG = Library(
    "transformers_2d",
    "transformers, 2D attention_mask",
    "transformers",
    "checked",
    "1 is a real token",
    "−∞ by sdpa, the default",
    "lower right, by the length of the cache",
    "model is a decoder with attention by sdpa unless said otherwise, x its input_ids",
    config,
)
FOUR_SDPA = Library(
    "transformers_sdpa",
    "transformers, 4D mask, sdpa",
    "transformers",
    "checked",
    "may read",
    "−∞",
    "none: the mask replaces the model’s own",
    'model has attn_implementation="sdpa", x its input_ids',
    four_sdpa,
)
FOUR_EAGER = Library(
    "transformers_eager",
    "transformers, 4D mask, eager",
    "transformers",
    "checked",
    "one more point: the mask is added to the scores",
    "the score plus finfo.min",
    "none: the mask replaces the model’s own",
    'model has attn_implementation="eager", x its input_ids',
    four_eager,
)
