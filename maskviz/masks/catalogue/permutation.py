"""Permutation LM: the order of reading is not the order of the text."""

from typing import Annotated

from maskviz.masks.spec import Flag, PerToken, Picture, mask


@mask(
    title="Permutation",
    family="order",
    source="XLNet; transformers takes it as perm_mask, where 1 means may NOT read, and lets the "
    "content stream read itself whatever perm_mask says",
    look="Sorted by rank, rows and columns would make a staircase; in the order of the text it "
    "looks scattered, yet no two rows have equally many cells.",
    aliases="XLNet; perm_mask; two-stream; factorization order; any order",
    whole=True,
    pictures=(
        Picture(".#.#. ..... ##.#. .#... ####.", {"itself": 0}, {"rank": (2, 0, 3, 1, 4)}),
        Picture("#.#. ###. ..#. ####", {"itself": 1}, {"rank": (1, 2, 0, 3)}),
        Picture(".### .#.#", {"itself": 1}, {"rank": (3, 0, 2, 1)}),
    ),
    empty_rows="Where a token may not read itself, the first of the order has nothing to read.",
)
def permutation(
    q,
    k,
    *,
    itself: Annotated[int, Flag("A token reads itself too: the content stream.")] = 1,
    rank: PerToken,
):
    """Each token reads those that come before it in an order of reading drawn at random.

    rank[k] < rank[q] + itself

    Guessing a text in many orders teaches a model to use both sides of a gap while it still
    guesses one token after the other. XLNet runs two streams: the content stream, which reads
    itself, and the query stream, which must not, because it is to guess that very token.
    """
    return rank[k] < rank[q] + itself
