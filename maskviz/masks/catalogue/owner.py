"""Owners: several parties in one prompt, who share only what is public."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Owners",
    family="content",
    source="a boolean mask written by hand, for prompts that hold the data of several users or "
    "roles. Documents is the same without anything public",
    look="The columns of public tokens are lit from top to bottom; every other column is lit only "
    "in the rows of its owner.",
    aliases="privacy; multi-tenant; tenant; isolation; roles; several users; access control",
    whole=True,
    pictures=(
        Picture("#.... ##.#. #.#.# ##.#. #.#.#", facts={"owner": (0, 1, 2, 1, 2)}),
        Picture("###. .#.#", facts={"owner": (3, 0, 3, 1)}),
    ),
)
def owner(q, k, *, owner: PerToken):
    """Each token reads what is public and what has the same owner, and nobody else's tokens.

    owner[k] = 0 or owner[q] = owner[k]

    A public token reads only what is public, or it would carry one owner's news to the others in
    the next layer. So nothing passes between owners through any number of layers. Levels, the
    other way to say who may know what, has an order: there the higher read the lower.
    """
    return (owner[k] == 0) | (owner[q] == owner[k])
