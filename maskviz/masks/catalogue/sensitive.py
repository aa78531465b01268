"""Sensitive tokens: names and numbers that nobody shall read."""

from typing import Annotated

from maskviz.masks.spec import Flag, PerToken, Picture, mask


@mask(
    title="Sensitive tokens",
    family="content",
    source="a boolean mask written by hand. To block single cells is not enough: what token 3 "
    "read, token 5 reads from token 3",
    look="The secret's column is hatched from top to bottom, its own row included; with the "
    "switch on, its row is hatched too.",
    aliases="privacy; private; PII; redaction; secrets; confidential; e-mail; phone; anonymise; "
    "GDPR",
    pictures=(
        Picture("##.## ##.## ##.## ##.## ##.##", {"rows": 0}, {"secret": (0, 0, 1, 0, 0)}),
        Picture("#..## ..... ..... #..## #..##", {"rows": 1}, {"secret": (0, 1, 1, 0, 0)}),
        Picture(".##. ....", {"rows": 1}, {"secret": (1, 0, 0, 1)}),
    ),
    empty_rows="All keys are sensitive, or the rows of sensitive tokens are blocked too.",
)
def sensitive(
    q,
    k,
    *,
    rows: Annotated[int, Flag("Block the row of a sensitive token too: it reads nothing.")] = 0,
    secret: PerToken,
):
    """Nobody reads a sensitive token, not even the token itself.

    secret[k] = 0 and rows * secret[q] = 0

    A blocked column keeps a name or a number out of every other token's output, in every layer.
    That is less than secrecy: the token still stands in the text, still predicts its own next
    token, and what comes after it may give it away.
    """
    return (secret[k] == 0) & (rows * secret[q] == 0)
