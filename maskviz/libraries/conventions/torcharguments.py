"""The arguments of torch's own calls, where one name means opposite things in two of them."""

from maskviz.libraries.conventions.argument import BLOCKED, FLAG, PADDING, READ, Argument
from maskviz.libraries.conventions.torchempty import FAST, SLOW


def of_transformer(name: str, shape: str, true: str, says: str) -> Argument:
    return Argument(name, "nn.Transformer", "torch", shape, true, says)


def of_encoder(call: str, mask: str) -> tuple[Argument, ...]:
    return (
        Argument(
            mask,
            call,
            "torch",
            "(L, L) or (B·H, L, L)",
            BLOCKED,
            "Tokens that read tokens of the same text.",
        ),
        Argument(
            "src_key_padding_mask",
            call,
            "torch",
            "(B, L)",
            PADDING,
            "Tokens that no token reads.",
        ),
        Argument(
            "is_causal",
            call,
            "torch",
            FLAG,
            "",
            f"A hint that {mask} is causal. Without {mask} it is an error {SLOW}, and nothing is "
            f"blocked in {FAST}.",
        ),
    )


TORCHS = (
    of_transformer(
        "src_mask", "(L, L)", BLOCKED, "Source tokens that read source tokens, in the encoder."
    ),
    of_transformer(
        "tgt_mask", "(T, T)", BLOCKED, "Target tokens that read target tokens: causal as a rule."
    ),
    of_transformer(
        "memory_mask", "(T, L)", BLOCKED, "Target tokens that read the encoder’s output."
    ),
    of_transformer(
        "src_key_padding_mask", "(B, L)", PADDING, "Source tokens that no source token reads."
    ),
    of_transformer(
        "tgt_key_padding_mask", "(B, T)", PADDING, "Target tokens that no target token reads."
    ),
    of_transformer(
        "memory_key_padding_mask",
        "(B, L)",
        PADDING,
        "Source tokens that no target token reads; the same vector as src_key_padding_mask, and "
        "not passed on by itself.",
    ),
    of_transformer(
        "tgt_is_causal",
        FLAG,
        "",
        "A hint that tgt_mask is causal, so that a faster kernel may be taken; no mask by itself.",
    ),
    Argument(
        "attn_mask",
        "nn.MultiheadAttention",
        "torch",
        "(L, S) or (B·H, L, S)",
        BLOCKED,
        "Queries that read keys.",
    ),
    Argument(
        "key_padding_mask",
        "nn.MultiheadAttention",
        "torch",
        "(B, S)",
        PADDING,
        "Keys that no query reads.",
    ),
    Argument(
        "attn_mask",
        "scaled_dot_product_attention",
        "torch",
        "anything that broadcasts to (B, H, L, S)",
        READ,
        "Queries that read keys: the other way round than in nn.MultiheadAttention.",
    ),
    Argument(
        "is_causal",
        "scaled_dot_product_attention",
        "torch",
        FLAG,
        "",
        "Causal, counted from the upper left corner, whatever is in a cache.",
    ),
    Argument(
        "is_causal",
        "nn.MultiheadAttention",
        "torch",
        FLAG,
        "",
        "A hint that attn_mask is causal: without attn_mask it is an error.",
    ),
    Argument(
        "mask_mod",
        "flex_attention",
        "torch",
        "a function of b, h, q, k",
        READ,
        "Queries that read keys; create_block_mask makes a block_mask of it.",
    ),
    Argument(
        "score_mod",
        "flex_attention",
        "torch",
        "a function of score, b, h, q, k",
        "",
        "What becomes of a score, such as a bias; a blocked cell is −∞.",
    ),
    *of_encoder("nn.TransformerEncoder", "mask"),
    *of_encoder("nn.TransformerEncoderLayer", "src_mask"),
)
