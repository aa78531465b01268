"""Shared prefix: one prompt, several answers that do not know of each other."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Shared prefix",
    family="packing",
    source="attention-gym generate_shared_prefix_mask_mod, for several answers to one prompt; "
    "FlashInfer's cascade attention keeps a prompt's keys once for many requests in the same way",
    look="The columns of the first document are lit in the rows of every answer; the answers "
    "themselves are staircases apart from each other.",
    aliases="shared prompt; several answers; parallel sampling; best of n; rollouts; "
    "prefix caching; cascade attention; FlashInfer",
    whole=True,
    pictures=(
        Picture(
            "#...... ##..... ###.... ####... #####.. ###..#. ###..##",
            facts={"doc": (0, 0, 0, 1, 1, 2, 2)},
        ),
        Picture("#..... ##.... ###... ##.#.. ###.#. ##.#.#", facts={"doc": (0, 0, 1, 2, 1, 2)}),
        Picture("##.#. #.#.#", facts={"doc": (0, 1, 2, 1, 2)}),
    ),
)
def shared_prefix(q, k, *, doc: PerToken):
    """Each token reads what came before it in its own document and in the first one.

    k <= q and (doc[k] = 0 or doc[k] = doc[q])

    The first document is a prompt, the others are answers to it, drawn to be compared or graded.
    Read once, the prompt serves them all, and no answer can copy from another. Each answer's
    positions are counted on from the end of the prompt, as if it stood there alone.
    """
    return (k <= q) & ((doc[k] == 0) | (doc[k] == doc[q]))
