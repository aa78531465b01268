"""Key padding: the filling that makes texts equally long is not read."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Key padding",
    family="padding",
    source="transformers: the 0/1 attention_mask, 1 = real token. torch nn.MultiheadAttention "
    "key_padding_mask says the opposite, True = padding; nn.Transformer calls it "
    "memory_key_padding_mask where a decoder reads an encoder's padded keys",
    look="Whole columns are hatched, the same in every row: on the right, or on the left, where "
    "the filling is.",
    aliases="pad tokens; PAD; attention_mask; key_padding_mask; src_key_padding_mask; "
    "tgt_key_padding_mask; memory_key_padding_mask; cross-attention padding; sequence mask; "
    "valid length; batch of different lengths; BERT",
    pictures=(
        Picture("###.. ###.. ###.. ###.. ###..", facts={"real": (1, 1, 1, 0, 0)}),
        Picture("..### ..### ..### ..### ..###", facts={"real": (0, 0, 1, 1, 1)}),
        Picture("###. ###.", facts={"real": (1, 1, 1, 0)}),
    ),
    empty_rows="Every token is padding.",
)
def key_padding(q, k, *, real: PerToken):
    """Nobody reads padding, on whichever side it stands.

    real[k] = 1

    Texts of a batch are filled up to one length, and the filling must not be taken for words. Only
    the columns go: rows of padding still compute something, which nobody reads and the loss
    leaves out. The same rule serves texts filled on the right and on the left, and
    cross-attention, where the keys are another text and the picture need not be square.
    """
    return real[k] == 1
