"""Documents of two lengths: packed queries read packed keys, not equally many of each."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Documents of two lengths",
    family="packing",
    source="flash-attn flash_attn_varlen_func with cu_seqlens_q and cu_seqlens_k, causal=True from "
    "the lower right corner of each document; xformers BlockDiagonalCausalFromBottomRightMask",
    look="In each document a staircase of its own that ends in its lower right corner; a document "
    "with more queries than keys begins with hatched rows.",
    aliases="flash_attn_varlen_func; cu_seqlens_q; cu_seqlens_k; start and end columns; "
    "FlashMask; chunked prefill of several texts; paged attention; ragged prefill",
    whole=True,
    pictures=(
        Picture(
            "##... ###.. ..... ...#. ...##",  # 2 and 3 queries, 3 and 2 keys
            facts={"first_key": (0, 0, 1, 3, 3), "last_key": (1, 2, 0, 3, 4)},
        ),
        Picture(
            "##... .##.. ####. ...#. ..##.",
            facts={"first_key": (0, 1, 0, 3, 2), "last_key": (1, 2, 3, 3, 3)},
        ),
    ),
    empty_rows="A document with more queries than keys leaves its first queries with nothing.",
    contrast="document_causal",
    loop=lambda q, k, *, first_key, last_key: k in range(first_key[q], last_key[q] + 1),
)
def varlen(q, k, *, first_key: PerToken, last_key: PerToken):
    """Each query reads keys of its own document, which has more or fewer of them than queries.

    first_key[q] <= k <= last_key[q]

    So texts at different points of their way are read in one call: one is new and asks with all its
    tokens, one has a cache and asks with its last. Two numbers a query say it all: where its
    document begins among the keys, and how far it may read there.
    """
    return (first_key[q] <= k) & (k <= last_key[q])
