"""What makes masks of masks, each with its text form, a sentence and an example that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Combinator:
    """One way to make a mask of others.

    form      how it is written in links: `and(a, b)`
    examples  text forms that show it; several where heads or layers have masks of their own
    aliases   what people type who look for it, with "; " between
    """

    name: str
    title: str
    form: str
    sentence: str
    source: str
    examples: tuple[str, ...]
    aliases: str
    set_by: str = "the masks it is made of"


LOCAL, LINE = "sliding_window(window=3)", "causal()"

COMBINATORS: Mapping[str, Combinator] = MappingProxyType(
    {
        found.name: found
        for found in (
            Combinator(
                "and",
                "And",
                "and(a, b)",
                "What one of the masks blocks is blocked: every further one can only block.",
                "FlexAttention and_masks; transformers and_masks; the product of 0/1 masks",
                ("and(causal(), chunk(size=5))",),
                "intersection; combined mask; combine; and_masks; multiply masks; both",
            ),
            Combinator(
                "or",
                "Or",
                "or(a, b)",
                "What may be read under one of the masks may be read: every further one can only "
                "take blocks away.",
                "FlexAttention or_masks; transformers or_masks, for a prefix that all may read",
                ("or(sliding_window(window=3), stride_only(stride=5))",),
                "union; or_masks; combine; either",
            ),
            Combinator(
                "not",
                "Not",
                "not(a)",
                "What may be read is blocked, and what is blocked may be read.",
                "~ in NumPy and torch; it is also what an inverted polarity does",
                ("not(chunk(size=5))",),
                "invert; complement; polarity; inverted mask; ~mask",
            ),
            Combinator(
                "shift",
                "Shift",
                "shift(a, by=n)",
                "Each query reads what the query a few places before it would.",
                "the alignment of causal masks, where it is done by accident",
                ("shift(sliding_window(window=3), by=4)",),
                "offset; alignment; roll",
            ),
            Combinator(
                "per_document",
                "Per document",
                "per_document(a)",
                "Each document is a text of its own: its tokens are counted from 0 and nothing is "
                "read across a border.",
                "attention-gym generate_doc_mask_mod; xformers BlockDiagonalCausalMask; cu_seqlens",
                ("per_document(prefix_lm(prefix=2))",),
                "packing; reset position_ids; segment; varlen",
            ),
            Combinator(
                "typed",
                "Typed rule",
                "rule{k <= q and q - k < 4}",
                "A condition over q, k, the head and what each token is, typed by hand.",
                "a mask_mod of FlexAttention, read by our own parser",
                ("rule{(k <= q) & ((q - k) % 5 < 2)}",),
                "FlexAttention; mask_mod; formula; expression; lambda",
                "a text of at most 300 characters",
            ),
            Combinator(
                "per_head",
                "Per head",
                "a for one head, b for another",
                "Each head of a layer has a mask of its own.",
                "JAX splash MultiHeadMask; a mask of shape (batch, head, q, k) elsewhere",
                (LINE, LOCAL, "chunk(size=3)", "stride_only(stride=3)"),
                "head mask; each head; MultiHeadMask; attention heads",
            ),
            Combinator(
                "per_layer",
                "Per layer",
                "a in some layers, b in the others",
                "Local masks in most layers, and a full one after every few.",
                "Gemma 3, five local layers then one; Llama 4, three chunked then one",
                (LOCAL, LOCAL, LOCAL, LINE),
                "local and global layers; alternating; hybrid; Gemma 2; Gemma 3; Llama 4; "
                "gpt-oss; layer types",
            ),
            Combinator(
                "custom",
                "Painted by hand",
                "any cells",
                "A mask painted cell by cell, or an uploaded matrix.",
                "any boolean matrix: SDPA attn_mask, transformers 4D attention_mask",
                (LINE,),
                "custom mask; attn_mask; 4D mask; binary matrix; upload; draw; hand-made",
                "a hand, a file or a pasted matrix",
            ),
        )
    }
)
