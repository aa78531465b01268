"""2D neighbourhood, rectangular: wide and low, or high and narrow, and never over the edge."""

from typing import Annotated

from maskviz.masks.catalogue.axial import Width
from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask

SEVEN = "#####.. #####.. #####.. .#####. ..##### ..##### ..#####"  # 7 pixels in a line, 2 each way


@mask(
    title="2D neighbourhood, rectangular",
    family="image",
    source="NATTEN, kernel_size = (2 * down + 1, 2 * across + 1); attention-gym "
    "generate_tiled_natten with K_W = 2 * across + 1 and K_H = 2 * down + 1",
    look="Each row is lit for a rectangle of pixels, {across} to the left and right and {down} up "
    "and down; at an edge of the {width} by {height} image it stays whole.",
    aliases="NATTEN kernel_size; rectangular window; anisotropic; spectrogram; video; wide image",
    whole=True,
    pictures=(
        Picture(
            "###..... ###..... .###.... .###.... ....###. ....###. .....### .....###",
            {"width": 4, "height": 2, "across": 1, "down": 0},
        ),
        Picture(
            "#.#.#... .#.#.#.. #.#.#... .#.#.#.. ..#.#.#. ...#.#.# ..#.#.#. ...#.#.#",
            {"width": 2, "height": 4, "across": 0, "down": 1},
        ),
        Picture("##..... ##..... ##.....", {"width": 2, "height": 1, "across": 1, "down": 0}),
        Picture(SEVEN, {"width": 7, "height": 1, "across": 2, "down": 0}),
        Picture(SEVEN, {"width": 1, "height": 7, "across": 0, "down": 2}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
    contrast="neighbourhood",
)
def neighbourhood_rectangle(
    q,
    k,
    *,
    width: Width = 5,
    height: Annotated[int, Int(1, 256, "Rows of the image; nobody reads what is below.")] = 4,
    across: Annotated[int, Int(0, 256, "Pixels to the left and to the right.")] = 2,
    down: Annotated[int, Int(0, 256, "Pixels upwards and downwards.")] = 1,
):
    """Each pixel reads a rectangle around itself, pushed back inside where it meets an edge.

    abs(column(k) - column(c)) <= across and abs(row(k) - row(c)) <= down and row(k) < height

    c is q, moved inwards until the rectangle around it fits into the image; row(q) = floor(q /
    width), column(q) = q mod width. For what is not alike in both directions: the frames and bands
    of a spectrogram, a street, a page of text.
    """
    return (
        ((k // width >= q // width - down) | (k // width >= height - 1 - 2 * down))
        & ((k // width <= q // width + down) | (k // width <= 2 * down))
        & ((k % width >= q % width - across) | (k % width >= width - 1 - 2 * across))
        & ((k % width <= q % width + across) | (k % width <= 2 * across))
        & (k // width < height)
    )
