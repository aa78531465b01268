"""Chunked causal: each chunk starts from nothing and remembers only itself."""

from maskviz.masks.catalogue.chunk import Size
from maskviz.masks.spec import BEFORE_EVERY_KEY, Picture, mask


@mask(
    title="Chunked causal",
    family="local",
    source="Llama 4 (transformers attention_chunk_size), jax splash ChunkedCausalMask. In "
    "transformers the cuts are counted from the first real token when the padding is on the left",
    look="A small staircase in each chunk of {size}: the first token after a cut reads only "
    "itself.",
    aliases="Llama 4; Scout; Maverick; attention_chunk_size; chunked attention; local attention",
    whole=True,
    pictures=(
        Picture("#...... ##..... ###.... ...#... ...##.. ...###. ......#", {"size": 3}),
        Picture("..##.. ....#. ....##", {"size": 2}),
        Picture("#... .#.. ..#. ...#", {"size": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
    parts=("chunk", "causal"),
)
def chunked_causal(q, k, *, size: Size = 4):
    """Each token reads itself and what came before it in its own chunk.

    k <= q and floor(q / size) = floor(k / size)

    Cheap like a sliding window, and the chunks can be computed apart; but a token just after a cut
    knows nothing of what came before it. So some layers go without cuts: in Llama 4 three layers
    are chunked, then one is not.
    """
    return (k <= q) & (q // size == k // size)
