"""Two-sided window given by its whole width."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Two-sided window by width",
    family="local",
    source="Longformer (attention_window) and ModernBERT (local_attention) in transformers: both "
    "halve the number they are given",
    look="A band along the diagonal with half of {width} to either side, so an even width reads "
    "one key more than it says.",
    contrast="two_sided_window",
    aliases="bidirectional sliding window; local attention; attention_window; ModernBERT",
    whole=True,
    pictures=(
        Picture("###.... ####... #####.. .#####. ..##### ...#### ....###", {"width": 4}),
        Picture("..###. ...### ....##", {"width": 3}),
        Picture("#.. .#. ..#", {"width": 1}),
        Picture(".. #. ## ##", {"width": 2}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def two_sided_width(
    q, k, *, width: Annotated[int, Int(0, 256, "Twice the keys in reach on a side.", step=2)] = 4
):
    """Each token reads itself and half of the window's width on either side.

    abs(q - k) <= floor(width / 2)

    Width 4 reads 5 keys: two to the left, two to the right and the token itself, and so does width
    5. Carry the number over to a library that wants the radius, as two_sided_window does, and the
    window is twice as wide.
    """
    return abs(q - k) <= width // 2
