"""Levels: who may know what."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Levels",
    family="content",
    source="a boolean mask written by hand. Its relative for several owners of one prompt lets a "
    "token read what is public or has its own owner",
    look="Tokens of the lowest level have the fewest lit cells in their row and a column lit "
    "throughout.",
    aliases="access control; clearance; security levels; confidential; privacy; need to know",
    whole=True,
    pictures=(
        Picture("#.... ##.## ##### #..#. ##.##", facts={"level": (0, 2, 3, 1, 2)}),
        Picture("#### ##.#", facts={"level": (1, 0, 3, 2)}),
    ),
)
def levels(q, k, *, level: PerToken):
    """A token reads what is as secret as itself or less, never more.

    level[k] <= level[q]

    News flows upwards only, through any number of layers: no public token ever depends on a secret
    one. To block a token for everyone, its own kind included, is the mask for sensitive tokens.
    """
    return level[k] <= level[q]
