"""2D neighbourhood: a window over an image that never hangs over its edge."""

from typing import Annotated

from maskviz.masks.catalogue.axial import Width
from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask

SEVEN = "#####.. #####.. #####.. .#####. ..##### ..##### ..#####"  # 7 pixels in a line, radius 2
COLUMN = "###... ###... .###.. .###.. .###.. .###.."  # a column of 4, then 2 keys outside it


@mask(
    title="2D neighbourhood",
    family="image",
    source="NATTEN, kernel_size = 2 * radius + 1. attention-gym generate_natten takes the width "
    "where the height belongs, so it is right on square images only",
    look="Each row is lit for a square of pixels, {radius} to each side; at an edge of the {width} "
    "by {height} image the square stays whole and the pixel leaves its middle.",
    aliases="NATTEN; neighborhood attention; image window; pixels; 2D local attention; vision",
    whole=True,
    pictures=(
        Picture(
            "###.###.###. ###.###.###. .###.###.### .###.###.### ###.###.###. ###.###.###. "
            ".###.###.### .###.###.### ###.###.###. ###.###.###. .###.###.### .###.###.###",
            {"width": 4, "height": 3, "radius": 1},
        ),
        Picture(
            ".......###..###..### .......###..###..### .....###..###..###.. "
            ".....###..###..###.. ......###..###..###. .......###..###..### .......###..###..###",
            {"width": 5, "height": 4, "radius": 1},
        ),
        Picture(SEVEN, {"width": 7, "height": 1, "radius": 2}),
        Picture(SEVEN, {"width": 1, "height": 7, "radius": 2}),
        Picture(COLUMN, {"width": 1, "height": 4, "radius": 1}),
        Picture("##.. ##.. ##.. ##..", {"width": 1, "height": 2, "radius": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def neighbourhood(
    q,
    k,
    *,
    width: Width = 5,
    height: Annotated[int, Int(1, 256, "Rows of the image; nobody reads what is below.")] = 4,
    radius: Annotated[int, Int(0, 256, "Pixels to each side.")] = 1,
):
    """Each pixel reads a square around itself, pushed back inside where it meets an edge.

    max(abs(row(k) - row(c)), abs(column(k) - column(c))) <= radius and row(k) < height

    c is q, moved inwards until the square around it fits into the image; row(q) = floor(q / width),
    column(q) = q mod width. So every pixel reads equally many keys, at a corner too.
    """
    return (
        ((k // width >= q // width - radius) | (k // width >= height - 1 - 2 * radius))
        & ((k // width <= q // width + radius) | (k // width <= 2 * radius))
        & ((k % width >= q % width - radius) | (k % width >= width - 1 - 2 * radius))
        & ((k % width <= q % width + radius) | (k % width <= 2 * radius))
        & (k // width < height)
    )
