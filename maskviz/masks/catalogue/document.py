"""Documents: several texts in one sequence, kept apart."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Documents",
    family="packing",
    source="xformers BlockDiagonalMask, flash-attn cu_seqlens, attention-gym "
    "generate_doc_mask_mod. transformers finds the documents by itself where position_ids start "
    "again",
    look="A square on the diagonal for each document, and nothing between them, however the "
    "lengths differ.",
    aliases="packing; packed; segment; segment_ids; varlen; jagged; nested tensor; ragged; "
    "cu_seqlens; block-diagonal; sample packing; padding-free; document masking; packed encoder",
    whole=True,
    pictures=(
        Picture(
            "##..... ##..... ..###.. ..###.. ..###.. .....## .....##",
            facts={"doc": (0, 0, 1, 1, 1, 2, 2)},
        ),
        Picture(".#.## .#.##", facts={"doc": (0, 1, 0, 1, 1)}),
    ),
)
def document(q, k, *, doc: PerToken):
    """Each token reads all of its own document and nothing of the others.

    doc[k] = doc[q]

    Texts shorter than the model's length are laid end to end, so that no place is wasted on
    padding. Without this mask a text would read the end of the one before it, with which it
    shares nothing but a batch. Counting positions anew in each document is not enough: that
    changes where a token thinks it stands, not what it reads.
    """
    return doc[k] == doc[q]
