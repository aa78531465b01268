"""Causal with an offset: the staircase moved to the right or to the left."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Causal with offset",
    family="order",
    source="jax splash CausalMask(offset=o); torch tril(diagonal=o). With keys that are kept from "
    "before, libraries put the number of past tokens into the offset; here q counts them already",
    look="The staircase of causal, moved by {ahead}: above 0 each row reads that much of its "
    "future, below 0 its nearest past is hatched and the first rows have nothing.",
    aliases="tril diagonal; q_offset; past length; look ahead a few tokens",
    whole=True,
    pictures=(
        Picture("##... ###.. ####. ##### #####", {"ahead": 1}),
        Picture("..... ..... #.... ##... ###..", {"ahead": -2}),
        Picture("######. ####### #######", {"ahead": 1}),
        Picture("#.. ##. ### ###", {"ahead": 1}),
    ),
    empty_rows="Below 0, the first tokens have nothing that lies so far back. " + BEFORE_EVERY_KEY,
)
def causal_offset(
    q,
    k,
    *,
    ahead: Annotated[int, Int(-64, 64, "Tokens ahead that may be read; below 0, left out.")] = 1,
):
    """Each token reads everything up to a fixed number of tokens ahead of itself, or behind.

    k <= q + ahead

    With 0 it is causal. One ahead, and a model that guesses the next token has the answer before
    its eyes; that is how a slip of one looks. Below 0 it must guess from what is further back.
    """
    return k <= q + ahead
