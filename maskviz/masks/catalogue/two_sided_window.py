"""Two-sided window: a neighbourhood given by its radius."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Two-sided window",
    family="local",
    source="transformers bidirectional sliding window, flash-attn window_size=(w, w), jax "
    "local_window_size=w",
    look="A band along the diagonal, {radius} cells to either side of it.",
    contrast="two_sided_width",
    aliases="bidirectional sliding window; local attention; banded; radius; EmbeddingGemma",
    whole=True,
    pictures=(
        Picture("##... ###.. .###. ..### ...##", {"radius": 1}),
        Picture("...#### ....###", {"radius": 2}),
        Picture("#.. .#. ..#", {"radius": 0}),
        Picture(".. #. ## ##", {"radius": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def two_sided_window(
    q, k, *, radius: Annotated[int, Int(0, 256, "Keys in reach on each side of the token.")] = 2
):
    """Each token reads itself and equally many tokens on either side.

    abs(q - k) <= radius

    For models that read a whole text and do not write: a word is understood from what stands
    around it. An inner row reads 2 * radius + 1 keys, and news travels radius tokens a layer,
    both ways. Other libraries give the whole width instead, which is two_sided_width.
    """
    return abs(q - k) <= radius
