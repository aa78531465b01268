"""Block-causal: causal by blocks, and inside a block everybody reads everybody."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Block-causal",
    family="order",
    source="block diffusion models (BD3-LM) when they write a block at a time, and video models "
    "that go on frame by frame",
    look="A staircase with steps {size} wide and {size} high: the tokens of a block share their "
    "row of lit cells.",
    aliases="blockwise causal; frame causal; semi-autoregressive; video; BD3-LM",
    whole=True,
    pictures=(
        Picture("###.... ###.... ###.... ######. ######. ######. #######", {"size": 3}),
        Picture("####.. ###### ######", {"size": 2}),
        Picture("#... ##.. ###. ####", {"size": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def block_causal(
    q, k, *, size: Annotated[int, Int(1, 256, "Tokens in a block.", label="Block size")] = 4
):
    """Each token reads all of its own block and of every block before it.

    floor(k / size) <= floor(q / size)

    The order holds between blocks and not within them: the words of a block, or the pixels of a
    frame, are made together and may look at each other, and later blocks build on them. With
    blocks of 1 it is causal; with one block for the whole text it is full.
    """
    return k // size <= q // size
