"""Sparse Transformer, strided: the last few tokens and every S-th one before them."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Sparse Transformer, strided",
    family="regular",
    source="Sparse Transformer (OpenAI), made for images and music: there some heads take the "
    "recent tokens and others every S-th, or all heads take both, as here",
    look="A band of {stride} cells along the diagonal, and below it diagonals {stride} cells "
    "apart.",
    aliases="Sparse Transformer; OpenAI sparse; strided attention; sparse attention",
    whole=True,
    pictures=(
        Picture(
            "#......... ##........ ###....... ####...... .####..... "
            "..####.... #..####... .#..####.. ..#..####. #..#..####",
            {"stride": 3},
        ),
        Picture("#.###. .#.###", {"stride": 2}),
        Picture("#.. ##. ###", {"stride": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def sparse_strided(
    q,
    k,
    *,
    stride: Annotated[int, Int(1, 256, "Recent tokens read, and the step to older ones.")] = 4,
):
    """Each token reads the last few tokens up to itself, and every S-th one before them.

    k <= q and (q - k < stride or (q - k) mod stride = 0)

    With the stride as long as a row of an image, every S-th token is the column above a pixel. Any
    token before reaches any later one in two layers, and when the stride is about the root of
    the length n, a row reads some 2 * stride keys and not n.
    """
    return (k <= q) & ((q - k < stride) | ((q - k) % stride == 0))
