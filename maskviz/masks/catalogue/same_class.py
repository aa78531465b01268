"""Same class: words read words, numbers numbers, marks marks."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Same class",
    family="content",
    source="a boolean mask written by hand; a generator sorts the tokens into classes by how they "
    "are written and returns the mask",
    look="Five sets of rows that share no column: name a token's class, and its row is known.",
    aliases="content-based; part of speech; kinds of tokens; dynamic",
    whole=True,
    pictures=(
        Picture("##.... ##.... ..#..# ...##. ...##. ..#..#", facts={"kind": (0, 0, 3, 1, 1, 3)}),
        Picture(".#.#. ..#.#", facts={"kind": (0, 4, 2, 4, 2)}),
    ),
)
def same_class(q, k, *, kind: PerToken):
    """Each token reads the tokens of its own class: words, names, numbers, punctuation, special.

    kind[k] = kind[q]

    With it the classes are texts of their own that never hear of each other, in any layer. A full
    stop then knows where the other full stops stand, and nothing of the sentence that it ends.
    """
    return kind[k] == kind[q]
