"""Block diffusion: a text and its noised copy in one sequence, for training."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Given, Int, Picture, mask


@mask(
    title="Block diffusion",
    family="packing",
    source="BD3-LM; attention-gym generate_block_diffusion_mask. In use the clean half alone is "
    "left, and that is block-causal",
    look="Four quarters: squares of {size} at the upper left, a staircase of blocks below right, "
    "the same without its diagonal above it, and nothing below left.",
    aliases="BD3-LM; diffusion language model; noised and clean; denoising",
    whole=True,
    pictures=(
        Picture(
            "##.......... ##.......... ..##..##.... ..##..##.... ....######.. ....######.. "
            "......##.... ......##.... ......####.. ......####.. ......###### ......######",
            {"size": 2},
        ),
        Picture(
            "###....... ###....... ###....... ...#####.. ...#####.. "
            ".....###.. .....###.. .....###.. .....##### .....#####",
            {"size": 3},
        ),
        Picture("##..... ##..... ..###.. ...##.. ...##.. ...#### ...####", {"size": 2}),
        Picture("##.. ##.. ..## ..##", {"size": 4}),
        Picture("....#... ....##.. ....###. ....####", {"size": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def block_diffusion(
    q,
    k,
    *,
    size: Annotated[int, Int(1, 256, "Tokens in a block.", label="Block size")] = 4,
    keys: Annotated[int, Given()],
):
    """A noised block reads itself and the clean blocks before it; clean blocks are block-causal.

    noised(k) and block(k) = block(q) and noised(q) or clean(k) and block(k) < block(q) + clean(q)

    The first half of the keys, rounded down, is the text with tokens blotted out, the second the
    text itself; block(x) is counted in each half from its start. One pass so trains the model to
    restore every block, given the clean text before it. No clean token ever reads a noised one.
    """
    return (
        ((q < keys // 2) & (k < keys // 2) & (k // size == q // size))
        | ((q < keys // 2) & (k >= keys // 2) & ((k - keys // 2) // size < q // size))
        | ((k >= keys // 2) & ((k - keys // 2) // size <= (q - keys // 2) // size))
    )
