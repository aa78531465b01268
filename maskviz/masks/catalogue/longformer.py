"""Longformer: a window for every token, and a few tokens for the whole text."""

from typing import Annotated

from maskviz.masks.spec import Int, PerToken, Picture, mask


@mask(
    title="Longformer",
    family="global",
    source="Longformer in transformers: attention_window halves its number, and global tokens "
    "come apart in global_attention_mask, with query, key and value weights of their own; "
    "attention-gym generate_global_sliding_window takes the half",
    look="A band of half of {width} to either side, crossed by the rows and columns of the global "
    "tokens.",
    aliases="LED; global attention; long documents; sparse attention",
    whole=True,
    pictures=(
        Picture(
            "###### ###.#. #####. #.###. ###### #...##",
            {"width": 2},
            {"is_global": (1, 0, 0, 0, 1, 0)},
        ),
        Picture(
            "###..# ####.# ###### .##### ..#### ######",
            {"width": 4},
            {"is_global": (0, 0, 0, 0, 0, 1)},
        ),
        Picture(".#.#. .#..#", {"width": 0}, {"is_global": (0, 1, 0, 0, 0)}),
    ),
)
def longformer(
    q,
    k,
    *,
    width: Annotated[int, Int(0, 256, "Twice the keys in reach on a side.", step=2)] = 4,
    is_global: PerToken,
):
    """Each token reads its neighbourhood and the global tokens; these read everything.

    abs(q - k) <= floor(width / 2) or is_global[q] = 1 or is_global[k] = 1

    The cells grow with the length of the text and no longer with its square, so a text of many
    pages fits. Which tokens are global is chosen for the task: [CLS] to classify, the words of
    the question to answer one.
    """
    return (abs(q - k) <= width // 2) | (is_global[q] == 1) | (is_global[k] == 1)
