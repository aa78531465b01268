"""Strictly causal: the past without oneself."""

from maskviz.masks.spec import BEFORE_EVERY_KEY, Picture, mask


@mask(
    title="Strictly causal",
    family="order",
    source="a classic slip: torch tril(diagonal=-1), numpy tril(k=-1), or < where <= was meant. "
    "XLNet's query stream wants it: that stream must not read the token it predicts",
    look="The staircase has lost its diagonal, and the first row has nothing at all to read.",
    aliases="no self; exclusive; off by one; without the diagonal; query stream",
    whole=True,
    pictures=(
        Picture("..... #.... ##... ###.. ####."),
        Picture("###... ####.. #####."),
        Picture("... ... ... #.. ##."),
    ),
    empty_rows="The first token has nothing before it. " + BEFORE_EVERY_KEY,
)
def strict_causal(q, k):
    """Each token reads everything before it, but not itself.

    k < q

    One sign away from causal, and the first row is empty: its softmax is 0/0, which one library
    answers with zeros and another with NaN. The others must do without their own value, which
    then reaches the output only around the attention, through the residual stream.
    """
    return k < q
