"""PyTorch's layers, where True blocks: nn.MultiheadAttention and nn.TransformerEncoder."""

from collections.abc import Sequence
from dataclasses import replace

from torch import Tensor

from maskviz.libraries.conventions.intent import Intent
from maskviz.libraries.conventions.library import Answer, Library, Spelling
from maskviz.libraries.conventions.torchcalls import by_encoder, by_mha, run, tensor
from maskviz.libraries.conventions.torchempty import FAST, SLOW, dropped_rows, lost_rows

ROWS = 12  # that are named
SQUARE = "An encoder reads its own tokens: there are as many queries as keys, or fewer of interest."


def mha(intent: Intent) -> Answer:
    def passed(argument: str, before: str = "", note: str = "", **how) -> Spelling:
        code = f"{before}attention(query, key, value, {argument})"
        return run(code, lambda: by_mha(intent.queries, intent.keys, **how), note)

    lines, wanted = intent.lines("torch"), tensor(intent.wanted)
    match intent.kind:
        case "window":
            words = (passed("attn_mask=allowed", lines, attn_mask=wanted),)
            return Answer(words, passed("attn_mask=~allowed", lines, attn_mask=~wanted))
        case "causal":
            lower = wanted.new_ones(wanted.shape).tril()
            words = (
                passed(f"attn_mask={intent.triangle('torch')}", attn_mask=lower),
                passed("is_causal=True", is_causal=True),
            )
            return Answer(words, passed("attn_mask=~allowed", lines, attn_mask=~wanted))
        case "pad":
            real = tensor(intent.real)[None]
            words = (passed("key_padding_mask=real[None]", lines, key_padding_mask=real),)
            return Answer(
                words, passed("key_padding_mask=~real[None]", lines, key_padding_mask=~real)
            )
        case "causal and pad":
            vector, real = intent.line_of_real("torch"), tensor(intent.real)[None]
            lower = wanted.new_ones(wanted.shape).tril()
            triangle = intent.triangle("torch")
            words = (
                passed(
                    f"attn_mask={triangle}, key_padding_mask=real[None]",
                    vector,
                    attn_mask=lower,
                    key_padding_mask=real,
                ),
                passed(
                    "is_causal=True, key_padding_mask=~real[None]",
                    vector,
                    is_causal=True,
                    key_padding_mask=~real,
                ),
            )
            exact = passed(
                f"attn_mask=~{triangle}, key_padding_mask=~real[None]",
                vector,
                attn_mask=~lower,
                key_padding_mask=~real,
            )
            return Answer(words, exact)
    return Answer((passed("attn_mask=mark", lines, attn_mask=tensor(intent.mark)),))


def encoder(intent: Intent) -> Answer:
    if intent.queries > intent.keys:
        return Answer(
            (), cannot=f"{SQUARE} {intent.queries} queries on {intent.keys} keys are not."
        )
    whole = replace(intent, queries=intent.keys)
    rows = f"[:, -{intent.queries}:]" if intent.offset else ""

    def passed(argument: str, before: str = "", **how) -> Spelling:
        code = f"{before}encoder(x, {argument}){rows}"
        note = fast_way(how.get("mask"), how.get("src_key_padding_mask"), intent)
        return run(code, lambda: by_encoder(intent.keys, **how)[-intent.queries :], note)

    lines, wanted = whole.lines("torch"), tensor(whole.wanted)
    match intent.kind:
        case "window":
            words = (passed("mask=allowed", lines, mask=wanted),)
            return Answer(words, passed("mask=~allowed", lines, mask=~wanted))
        case "causal":
            words = (
                passed(f"mask={whole.triangle('torch')}", mask=wanted),
                passed("is_causal=True", is_causal=True),
            )
            square = f"nn.Transformer.generate_square_subsequent_mask({intent.keys})"
            return Answer(words, passed(f"mask={square}", mask=added(wanted)))
        case "pad":
            real = tensor(intent.real)[None]
            words = (passed("src_key_padding_mask=real[None]", lines, src_key_padding_mask=real),)
            exact = passed("src_key_padding_mask=~real[None]", lines, src_key_padding_mask=~real)
            return Answer(words, exact)
        case "causal and pad":
            vector, real = intent.line_of_real("torch"), tensor(intent.real)[None]
            lower, triangle = wanted.new_ones(wanted.shape).tril(), whole.triangle("torch")
            words = (
                passed(
                    f"mask={triangle}, src_key_padding_mask=real[None]",
                    vector,
                    mask=lower,
                    src_key_padding_mask=real,
                ),
            )
            exact = passed(
                f"mask=~{triangle}, src_key_padding_mask=~real[None]",
                vector,
                mask=~lower,
                src_key_padding_mask=~real,
            )
            return Answer(words, exact)
    return Answer((passed("mask=mark", lines, mask=tensor(intent.mark)),))


def fast_way(mask: Tensor | None, padding: Tensor | None, intent: Intent) -> str:
    """What becomes of rows with nothing to read, and of padding, where torch takes its fast way; ""
    without any."""
    if mask is None and padding is None:
        return ""
    lost = [row - intent.offset for row in lost_rows(mask, padding) if row >= intent.offset]
    alone = nested(padding) if padding is not None and mask is None else ""
    return " ".join(filter(None, [emptied(lost), alone]))


def emptied(lost: Sequence[int]) -> str:
    """What becomes of the rows that are lost in the fast way; "" without any."""
    if not lost:
        return ""
    shown = ", ".join(map(str, lost[:ROWS])) + " …" * (len(lost) > ROWS)
    named = f"Row {shown} is" if len(lost) == 1 else f"Rows {shown} are"
    return f"{named} zeros {SLOW}; NaN in {FAST}, and the next layer makes every row NaN."


def nested(padding: Tensor) -> str:
    """What an encoder as it is made by default does with padding (text, token) in its fast way."""
    try:
        many = int(dropped_rows(padding).sum())
    except RuntimeError as error:
        return f"In {FAST}, with nested tensors, its default, it raises: {error}."
    if not many:
        return ""
    rows = "1 row of padding is" if many == 1 else f"{many:,} rows of padding are"
    return f"In {FAST}, {rows} left out and become{'s' * (many == 1)} zeros."


def added(allowed: Tensor) -> Tensor:
    """The float form: 0 where the query may read, −∞ where it may not."""
    return allowed.new_zeros(allowed.shape).float().masked_fill(~allowed, float("-inf"))


MHA = Library(
    "mha",
    "nn.MultiheadAttention",
    "torch",
    "executed",
    "blocked; in key_padding_mask, padding",
    "−∞; a float mask is added as it is",
    "none: the mask is taken as it is",
    "attention is nn.MultiheadAttention(d, heads, batch_first=True), query is (B, Lq, d)",
    mha,
)
ENCODER = Library(
    "encoder",
    "nn.TransformerEncoder",
    "torch",
    "executed",
    "blocked; in src_key_padding_mask, padding",
    "−∞; a float mask is added as it is",
    "square only",
    "encoder is an nn.TransformerEncoder, batch first, and x is (B, tokens, d); an "
    "nn.TransformerEncoderLayer calls its mask src_mask",
    encoder,
)
