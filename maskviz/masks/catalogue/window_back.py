"""Sliding window that does not count the token itself."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Sliding window plus itself",
    family="local",
    source="flash-attn and TransformerEngine window_size=(w, 0), jax splash LocalMask, "
    "attention-gym generate_sliding_window; transformers and xformers count the token itself, so "
    "their window 3 is this window 2",
    look="Each row is lit for at most {back} cells and the token itself: one more than the number "
    "says.",
    contrast="sliding_window",
    aliases="SWA; window_size; local attention; flash-attn window; TransformerEngine window",
    pictures=(
        Picture("#..... ##.... ###... .###.. ..###. ...###", {"back": 2}),
        Picture("..##.. ...##. ....##", {"back": 1}),
        Picture("#.. .#. ..#", {"back": 0}),
        Picture(".. .. #. ##", {"back": 3}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def window_back(
    q, k, *, back: Annotated[int, Int(0, 256, "Keys in reach before the token itself.")] = 3
):
    """Each token reads itself and a fixed number of tokens before it.

    0 <= q - k <= back

    The same band as sliding_window, numbered from 0: a window of 3 here reads 4 keys. Ask a
    library whether its window counts the token itself before you carry a number over; a model
    trained with one and run with the other reads one token too many or too few in every layer.
    """
    return (k <= q) & (q - k <= back)
