"""Axial attention: the row and the column of a pixel."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask

Width = Annotated[int, Int(1, 256, "Pixels in a row of the image.")]


@mask(
    title="Axial",
    family="image",
    source="axial attention (Axial-DeepLab, MSA Transformer): there one layer or head takes the "
    "rows and the next the columns; here both at once, as in criss-cross attention (CCNet)",
    look="Squares of {width} by {width} on the diagonal are the rows of the image; diagonals "
    "{width} cells apart are its columns.",
    aliases="rows and columns; criss-cross; Axial-DeepLab; CCNet; MSA Transformer; vision",
    whole=True,
    pictures=(
        Picture(
            "####..#.. ###.#..#. ###..#..# #..####.. .#.###.#. ..####..# "
            "#..#..### .#..#.### ..#..####",
            {"width": 3},
        ),
        Picture("#...### .#..### ..#.###", {"width": 4}),
        Picture("### ### ###", {"width": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def axial(q, k, *, width: Width = 5):
    """Each pixel reads its own row and its own column of the image.

    row(k) = row(q) or column(k) = column(q)

    Tokens are the pixels row by row: row(q) = floor(q / width), column(q) = q mod width. A pixel
    of an image of n by n reads 2n - 1 keys and not n * n, and any pixel reaches any other in two
    layers: along its row, then along the other's column.
    """
    return (q // width == k // width) | (q % width == k % width)
