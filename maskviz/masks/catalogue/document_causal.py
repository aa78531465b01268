"""Causal documents: several texts in one sequence, each read from its own beginning."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Causal documents",
    family="packing",
    source="xformers BlockDiagonalCausalMask, flash-attn cu_seqlens with causal=True, "
    "attention-gym generate_packed_causal_doc_mask_mod, transformers packed sequences",
    look="A staircase for each document: its first token reads only itself, as if the text began "
    "there.",
    aliases="packing; packed sequences; segment; segment_ids; varlen; jagged; "
    "flash_attn_varlen_func; cu_seqlens; sample packing; padding-free; fine-tuning; "
    "document masking; intra-document masking; position_ids that begin again",
    whole=True,
    pictures=(
        Picture(
            "#...... ##..... ..#.... ..##... ..###.. .....#. .....##",
            facts={"doc": (0, 0, 1, 1, 1, 2, 2)},
        ),
        Picture(".#.#. ..#.#", facts={"doc": (0, 2, 1, 2, 1)}),
    ),
    parts=("causal", "document"),
)
def document_causal(q, k, *, doc: PerToken):
    """Each token reads itself and what came before it in its own document.

    k <= q and doc[k] = doc[q]

    How a model that writes is trained on packed texts. Chunked causal is the same for documents
    that are all equally long. A window or a prefix joins in the same way, and is then counted
    from where the document begins and not from where the sequence does.
    """
    return (k <= q) & (doc[k] == doc[q])
