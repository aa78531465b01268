"""Prefix-LM: a question read both ways, an answer written left to right."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Prefix-LM",
    family="order",
    source="T5, UniLM, PaliGemma; attention-gym generate_prefix_lm_mask",
    look="The first {prefix} columns are lit from top to bottom; the staircase begins to their "
    "right.",
    aliases="prefix; non-causal decoder; seq2seq in one stack; T5; UniLM; PaliGemma",
    whole=True,
    pictures=(
        Picture("###... ###... ###... ####.. #####. ######", {"prefix": 3}),
        Picture("##### #####", {"prefix": 5}),
        Picture("#### #### ####", {"prefix": 4}),
        Picture("#.. ##. ###", {"prefix": 0}),
        Picture("##.. ##.. ##.. ##.. ###. ####", {"prefix": 2}),
    ),
    empty_rows="With a prefix of 0 it is causal. " + BEFORE_EVERY_KEY,
)
def prefix_lm(
    q, k, *, prefix: Annotated[int, Int(0, 256, "Tokens at the start that all may read.")] = 5
):
    """All tokens read the whole prefix; after it, each reads only what came before.

    k < prefix or k <= q

    The prefix is given, so there is nothing to guess in it and no reason to block its end for its
    beginning: a question, a picture, a text to translate. Only what follows is written.
    """
    return (k < prefix) | (k <= q)
