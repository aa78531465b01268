"""Stride, second reading: every S-th token is blocked."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Stride: block every S-th",
    family="regular",
    source="a boolean mask written by hand; it is the other thing people mean by a stride mask",
    look="Diagonals {stride} cells apart are hatched, except the main one; compare the other "
    "reading, where the same diagonals are all that is lit.",
    contrast="stride_only",
    aliases="every n-th blocked; holes; modulo",
    whole=True,
    pictures=(
        Picture("###.##. ####.## #####.# .#####. #.##### ##.#### .##.###", {"stride": 3}),
        Picture(".#.### #.#.##", {"stride": 2}),
        Picture("#... .#.. ..#. ...#", {"stride": 1}),
    ),
    empty_rows="With a stride of 1 a token reads only itself. " + BEFORE_EVERY_KEY,
)
def stride_block(
    q, k, *, stride: Annotated[int, Int(1, 256, "Distance between two keys that are blocked.")] = 3
):
    """Each token skips every S-th token to either side, and reads itself and the rest.

    (q - k) mod stride > 0 or k = q

    Blocking a regular part shows what a model draws from it, and how it gets along with holes.
    People also say "stride" for the opposite, stride_only, which reads every S-th token and
    blocks the rest; the two agree on nothing but the diagonal, so say which one you mean.
    """
    return ((q - k) % stride != 0) | (q == k)
