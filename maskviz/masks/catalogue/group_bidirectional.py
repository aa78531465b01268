"""Groups read both ways: causal text in which an image is taken in at once."""

from maskviz.masks.spec import PerToken, Picture, mask


@mask(
    title="Bidirectional groups",
    family="mixed",
    source="Gemma 3 and PaliGemma in transformers, block_sequence_ids: there the groups count "
    "from 0 and text is -1",
    look="The staircase has whole squares on its diagonal, one for each group: above the diagonal "
    "only their cells are lit.",
    aliases="Gemma 3 images; PaliGemma; image tokens; block_sequence_ids; token_type_ids; "
    "multimodal; vision",
    whole=True,
    pictures=(
        Picture(
            "#...... ####... ####... ####... #####.. ####### #######",
            facts={"group": (0, 1, 1, 1, 0, 2, 2)},
        ),
        Picture("#.#. ##.# ###. ####", facts={"group": (1, 2, 1, 2)}),
        Picture("###.. ##### #####", facts={"group": (1, 0, 0, 2, 2)}),
    ),
)
def group_bidirectional(q, k, *, group: PerToken):
    """Each token reads everything before it, and all of its own group, what follows included.

    k <= q or group[q] = group[k] > 0

    The pieces of an image have no first and no last: each may read all of them. Text goes on as
    it must, a word at a time, because its next token is what the model is to guess; nothing in an
    image has to be guessed. A prefix-LM is this with one group at the beginning.
    """
    return (k <= q) | ((group[q] == group[k]) & (group[k] > 0))
