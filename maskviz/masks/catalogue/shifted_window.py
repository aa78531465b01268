"""Shifted window: squares of an image, cut elsewhere in every other layer."""

from typing import Annotated

from maskviz.masks.catalogue.axial import Width
from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Shifted window",
    family="image",
    source="Swin: layers alternate between shift 0 and half a window. It rolls the image round "
    "first and then masks what was not together before; it adds -100 there, not minus infinity",
    look="Lit cells repeat in the rhythm of the image's {width} columns: squares of {window} by "
    "{window}, or what the image's edge leaves of them; with another shift than {shift}, others "
    "are together.",
    aliases="Swin; Swin Transformer; SW-MSA; window attention; vision",
    whole=True,
    pictures=(
        Picture(
            "#............... .##............. .##............. ...#............ "
            "....#...#....... .....##..##..... .....##..##..... .......#...#.... "
            "....#...#....... .....##..##..... .....##..##..... .......#...#.... "
            "............#... .............##. .............##. ...............#",
            {"width": 4, "window": 2, "shift": 1},
        ),
        Picture(
            "........#..# ......##.##. ......##.##. ........#..#",
            {"width": 3, "window": 2, "shift": 0},
        ),
        Picture(
            "##...##... ##...##... ..###..### ..###..### ..###..### "
            "##...##... ##...##... ..###..### ..###..### ..###..###",
            {"width": 5, "window": 3, "shift": 2},
        ),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def shifted_window(
    q,
    k,
    *,
    width: Width = 5,
    window: Annotated[int, Int(1, 256, "Pixels along the side of a square.")] = 2,
    shift: Annotated[int, Int(0, 256, "How far the cuts are moved, down and right.")] = 1,
):
    """Each pixel reads its own square of a grid that is moved away from the image's corner.

    cell(row(k)) = cell(row(q)) and cell(column(k)) = cell(column(q))

    row(q) = floor(q / width), column(q) = q mod width, cell(x) = floor((x - shift) / window). As
    chunks for a text, squares are cheap and cut off from each other; moving the cuts from layer to
    layer lets news cross them. The squares at the edges are left smaller.
    """
    return ((q // width - shift) // window == (k // width - shift) // window) & (
        (q % width - shift) // window == (k % width - shift) // window
    )
