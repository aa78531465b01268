"""Asymmetric window: so far to the left, so far to the right."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Asymmetric window",
    family="local",
    source="flash-attn and TransformerEngine window_size=(left, right), jax local_window_size and "
    "splash LocalMask, xformers LocalAttentionFromBottomRightMask",
    look="A band with {left} cells below the diagonal and {right} above it.",
    aliases="left and right context; window_size; limited look-ahead; local attention; "
    "streaming speech; Emformer; attention context size",
    whole=True,
    pictures=(
        Picture("##.... ###... ####.. .####. ..#### ...###", {"left": 2, "right": 1}),
        Picture("...### ....## .....#", {"left": 0, "right": 2}),
        Picture("#.... ##... ###.. ####. .####", {"left": 3, "right": 0}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def asymmetric_window(
    q,
    k,
    *,
    left: Annotated[int, Int(0, 256, "Keys in reach before the token.")] = 3,
    right: Annotated[int, Int(0, 256, "Keys in reach after the token.")] = 1,
):
    """Each token reads itself, so many tokens to its left and so many to its right.

    -right <= q - k <= left

    With right at 0 it is a causal window, with both equal the two-sided one. Speech is read so
    while it is still going on: much of the past, and just as much of the future as one can afford
    to wait for. The waiting adds up: L layers look L * right tokens ahead.
    """
    return (q - k <= left) & (k - q <= right)
