"""Tree: many continuations of one text, checked in a single pass."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Tree",
    family="packing",
    source="speculative decoding: Medusa and SpecInfer, attention-gym "
    "generate_jetspec_tree_causal_mask_mod. They keep a matrix of ancestors; the two numbers of a "
    "depth-first walk say the same with two facts a token",
    look="The text itself is a staircase; below it each row follows one branch back to the root "
    "and skips its neighbours.",
    aliases="EAGLE; Medusa; SpecInfer; speculative decoding; draft tree; tree attention; "
    "candidates",
    whole=True,
    pictures=(
        Picture(
            "#...... ##..... ###.... ##.#... ###.#.. ###..#. ##.#..#",
            facts={"enter": (0, 1, 2, 5, 3, 4, 6), "leave": (6, 6, 4, 6, 3, 4, 6)},
        ),
        Picture("#.#.. ##.#. ##..#", facts={"enter": (0, 1, 4, 2, 3), "leave": (4, 3, 4, 2, 3)}),
    ),
)
def tree(q, k, *, enter: PerToken, leave: PerToken):
    """Each token reads itself and the branch that leads to it, back to the first token.

    enter[k] <= enter[q] <= leave[k]

    A small model or extra heads guess several next tokens, and several after each; the large model
    checks all branches at once and keeps the longest that is right. A token's position is its
    depth in the tree, so that the branches count as rivals for the same places.
    """
    return (enter[k] <= enter[q]) & (enter[q] <= leave[k])
