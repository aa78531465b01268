"""Domain: the words of one subject among themselves."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Domain",
    family="content",
    source="a boolean mask written by hand; a generator looks the tokens up in a list of words "
    "and returns the mask. Longer lists make it a filter by subject",
    look="Two sets of rows that share no column: the words of the list, and all the others.",
    aliases="topic; word list; vocabulary filter; allow list; subject",
    whole=True,
    pictures=(
        Picture("#..#. .##.# .##.# #..#. .##.#", facts={"domain": (0, 1, 1, 0, 1)}),
        Picture(".##. #..#", facts={"domain": (1, 0, 0, 1)}),
    ),
)
def domain(q, k, *, domain: PerToken):
    """Words of the domain read each other, and all other words read each other.

    domain[q] = domain[k]

    A text on two subjects is cut into two, although their words stand mixed. Change the list and
    the mask changes with it: what may be read is decided by what is written.
    """
    return domain[q] == domain[k]
