"""Key and query padding: padding is neither read nor reads."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Key and query padding",
    family="padding",
    source="keras MultiHeadAttention joins the mask of the queries with that of the keys; BigBird "
    "in transformers multiplies the two",
    look="The rows of padding are hatched as well as its columns: what is lit is one square of "
    "real tokens.",
    contrast="key_padding",
    aliases="pad tokens; query mask; padded rows; keras masking; supports_masking",
    whole=True,
    pictures=(
        Picture("###.. ###.. ###.. ..... .....", facts={"real": (1, 1, 1, 0, 0)}),
        Picture("..... ..... ..### ..### ..###", facts={"real": (0, 0, 1, 1, 1)}),
        Picture("###. ....", facts={"real": (1, 1, 1, 0)}),
    ),
    empty_rows="A token that is padding reads nothing.",
)
def key_query_padding(q, k, *, real: PerToken):
    """Nobody reads padding, and padding reads nothing.

    real[q] = 1 and real[k] = 1

    The square of real tokens is all that is left, so nothing is calculated for the filling. But
    its rows are empty now, and a softmax over nothing is zeros in one library and NaN in another;
    most only block the keys and leave out the outputs of padding later.
    """
    return (real[q] == 1) & (real[k] == 1)
