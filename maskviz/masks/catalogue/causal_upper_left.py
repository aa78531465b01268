"""Causal, aligned at the upper left: the first query is taken for the first token."""

from typing import Annotated

from maskviz.masks.spec import Given, Picture, mask


@mask(
    title="Causal, upper left",
    family="order",
    source="torch is_causal=True and causal_upper_left, keras use_causal_mask=True, jax "
    "is_causal=True, xformers LowerTriangularMask",
    look="The staircase starts in the upper left corner; ask with the last few queries only, "
    "and they read no further than the first few keys.",
    aliases="top left; is_causal; tril; upper left alignment; look-ahead mask",
    still=("causal",),
    pictures=(
        Picture("#.... ##... ###.. ####. #####"),
        Picture("#..... ##.... ###..."),
        Picture("#.. ##. ### ### ###"),
    ),
)
def causal_upper_left(q, k, *, offset: Annotated[int, Given()] = 0):
    """The first query reads one key, the second two, wherever they stand in the text.

    k <= q - offset

    The offset is keys minus queries. Right for a whole text, where it is 0. Wrong for writing on
    from kept keys: one new query over five keys reads only the first of them. Libraries differ in
    which of the two they mean by "causal", so ask whenever there are fewer queries than keys.
    """
    return k <= q - offset
