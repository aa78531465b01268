"""Chunk with look-back: one's own chunk and the ones just before it."""

from typing import Annotated

from maskviz.masks.catalogue.chunk import Size
from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Chunk with look-back",
    family="local",
    source="Reformer's local attention (transformers local_num_chunks_before), where the first "
    "chunks also read the last ones unless the model is causal. With causal on top and one chunk "
    "back it is Tensor2Tensor's masked local attention",
    look="Squares of {size} by {size} on the diagonal with {back} more to the left of each.",
    aliases="Reformer; Tensor2Tensor; local attention; previous chunk; num_chunks_before; "
    "streaming; streaming ASR; speech; WeNet; icefall; Conformer; left chunks; num_left_chunks",
    whole=True,
    pictures=(
        Picture(
            "##...... ##...... ####.... ####.... ..####.. ..####.. ....#### ....####",
            {"size": 2, "back": 1},
        ),
        Picture("....######. ......#####", {"size": 2, "back": 2}),
        Picture("###. ###. ###. ...#", {"size": 3, "back": 0}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def chunk_lookback(
    q,
    k,
    *,
    size: Size = 4,
    back: Annotated[int, Int(0, 256, "Whole chunks before its own that a token reads.")] = 1,
):
    """Each token reads all of its own chunk and of the few chunks just before it.

    0 <= floor(q / size) - floor(k / size) <= back

    It mends what is wrong with chunks: the first token after a cut is not without a past. How far
    a token looks back depends on its place in the chunk, from back * size tokens for the first to
    almost one chunk more for the last.
    """
    return (k // size <= q // size) & (q // size - k // size <= back)
