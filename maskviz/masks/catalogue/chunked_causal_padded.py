"""Chunked causal after padding: the cuts are counted from the first real token."""

from maskviz.masks.catalogue.chunk import Size
from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Chunked causal after padding",
    family="local",
    source="Llama 4 in transformers: chunked_overlay with left_padding, from the attention_mask. "
    "Chunked causal and a padding mask are another mask: their cuts are counted from the padding",
    look="A small staircase in each chunk of {size}, the first of them at the first real token; "
    "padding is read by nobody.",
    aliases="Llama 4 left padding; left-padded chunks; attention_chunk_size in a batch; "
    "chunks from the first real token; position ids",
    whole=True,
    pictures=(
        Picture(
            "....... ....... ..#.... ..##... ....#.. ....##. ......#",
            {"size": 2},
            facts={"real": (0, 0, 1, 1, 1, 1, 1), "position": (0, 0, 0, 1, 2, 3, 4)},
        ),
        Picture(
            "#..... ##.... ###... ...#.. ...##. ...##.",
            {"size": 3},
            facts={"real": (1, 1, 1, 1, 1, 0), "position": (0, 1, 2, 3, 4, 4)},
        ),
        Picture(
            "#... ##.. ..#. ..##",
            {"size": 1},
            facts={"real": (1, 1, 1, 1), "position": (1, 1, 0, 0)},
        ),
    ),
    empty_rows="Padding before the first real token has nothing to read.",
    contrast="chunked_causal",
)
def chunked_causal_padded(q, k, *, size: Size = 4, real: PerToken, position: PerToken):
    """Each token reads itself and what came before it in its own chunk, counted without padding.

    k <= q and real[k] = 1 and floor(position[q] / size) = floor(position[k] / size)

    So a text is read the same alone and padded on the left among longer ones. To take chunked
    causal and block the padding besides is wrong: then the cuts fall elsewhere in the text.
    """
    return (k <= q) & (real[k] == 1) & (position[q] // size == position[k] // size)
