"""Causal and padding: what a decoder needs for a batch of texts of different lengths."""

from maskviz.masks.spec import BEFORE_EVERY_KEY, PerToken, Picture, mask


@mask(
    title="Causal and padding",
    family="padding",
    source="transformers: every decoder given a 0/1 attention_mask. torchtune: the same, but "
    "padding keeps its diagonal so that no row is empty",
    look="The staircase with the columns of padding taken out; filled on the left, the first "
    "rows have nothing left.",
    aliases="padded batch; left padding; right padding; attention_mask of a decoder; "
    "batched generation; GPT-2 batch",
    whole=True,
    pictures=(
        Picture("#.... ##... ###.. ###.. ###..", facts={"real": (1, 1, 1, 0, 0)}),
        Picture("..... ..... ..#.. ..##. ..###", facts={"real": (0, 0, 1, 1, 1)}),
        Picture(".###. .####", facts={"real": (0, 1, 1, 1, 1)}),
    ),
    empty_rows="Padding on the left has only padding before it. " + BEFORE_EVERY_KEY,
    parts=("causal", "key_padding"),
)
def causal_padding(q, k, *, real: PerToken):
    """Each token reads itself and everything before it that is not padding.

    k <= q and real[k] = 1

    A cell may be read when neither mask blocks it; said the other way round, it is blocked when one
    of them blocks it. With padding on the right, causality alone already keeps real tokens from
    reading it; with padding on the left it does not. A model that learned a vector for each
    position must then count positions from the first real token as well.
    """
    return (k <= q) & (real[k] == 1)
