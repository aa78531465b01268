"""Special tokens: the marks a tokenizer adds, hidden or all that is left."""

from typing import Annotated

from maskviz.masks.spec import Flag, PerToken, Picture, mask


@mask(
    title="Special tokens",
    family="content",
    source="a boolean mask written by hand; a tokenizer tells which tokens are special "
    "(transformers special_tokens_mask, 1 = special)",
    look="Stripes run straight down: a special token is special to every query alike.",
    aliases="CLS; SEP; BOS; EOS; special_tokens_mask; delimiter; separator",
    pictures=(
        Picture(".###. .###. .###. .###. .###.", {"only": 0}, {"special": (1, 0, 0, 0, 1)}),
        Picture("#..#. #..#. #..#. #..#. #..#.", {"only": 1}, {"special": (1, 0, 0, 1, 0)}),
        Picture(".### .###", {"only": 0}, {"special": (1, 0, 0, 0)}),
    ),
    empty_rows="No key is left: all tokens are special, or, when only those may be read, none is.",
)
def special(
    q,
    k,
    *,
    only: Annotated[int, Flag("Read only the special tokens, not all the others.")] = 0,
    special: PerToken,
):
    """Nobody reads the special tokens, or, with the switch on, nobody reads anything else.

    special[k] = only

    Tokens such as <s>, [CLS] and [SEP] carry no word, yet some models rest much of their attention
    on them. Block them to learn whether this model misses them; keep only them to learn how much
    of a text they have gathered.
    """
    return special[k] == only
