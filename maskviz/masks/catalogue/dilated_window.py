"""Dilated window: a window with holes, which reaches further for the same price."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Dilated window",
    family="regular",
    source="attention-gym generate_dilated_sliding_window counts its reach in tokens, as here. "
    "Longformer's dilation counts the keys that are read, so that the reach grows with it",
    look="Diagonals {dilation} cells apart are lit, up to {reach} cells from the main one.",
    aliases="dilation; atrous; holes; gaps",
    whole=True,
    pictures=(
        Picture(
            "#.#.#... .#.#.#.. #.#.#.#. .#.#.#.# #.#.#.#. .#.#.#.# ..#.#.#. ...#.#.#",
            {"reach": 4, "dilation": 2},
        ),
        Picture("....#..#. .....#..#", {"reach": 5, "dilation": 3}),
        Picture("##.. ###. .### ..##", {"reach": 1, "dilation": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def dilated_window(
    q,
    k,
    *,
    reach: Annotated[int, Int(0, 256, "Tokens to each side, those skipped included.")] = 6,
    dilation: Annotated[int, Int(1, 256, "Distance between two keys that are read.")] = 2,
):
    """Each token reads itself and, within its reach on either side, every D-th token.

    abs(q - k) <= reach and (q - k) mod dilation = 0

    As many keys as in a narrow window lie further apart, as in a dilated convolution. Alone it
    splits the text into as many sets as the dilation says, which never hear of each other however
    many layers there are; so it is mixed with other dilations, by head or by layer.
    """
    return (abs(q - k) <= reach) & ((q - k) % dilation == 0)
