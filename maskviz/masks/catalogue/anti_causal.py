"""Anti-causal: causal, looking the other way."""

from maskviz.masks.spec import Picture, mask


@mask(
    title="Anti-causal",
    family="order",
    source="MagiAttention has it as a type of its own (inverse causal). torch triu() given where "
    "True means may read, and what a causal mask with its 0 and 1 the wrong way round nearly is",
    look="The lower left half is hatched: the first row reads everything, the last only itself.",
    aliases="reverse causal; upper triangular; triu; right to left; backward; inverted mask; "
    "wrong polarity",
    whole=True,
    pictures=(
        Picture("##### .#### ..### ...## ....#"),
        Picture("...## ....#"),
        Picture("### ### ### .## ..#"),
    ),
)
def anti_causal(q, k):
    """Each token reads itself and everything after it, never what came before.

    k >= q

    A model that reads from right to left wants it. Mostly it is met by accident: to turn over True
    and False in a causal mask leaves k > q, which is this without the diagonal, and its last row
    is empty.
    """
    return k >= q
