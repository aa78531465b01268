"""Chunk: the text is cut into pieces that do not see each other."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask

Size = Annotated[int, Int(1, 256, "Tokens in a chunk.", label="Chunk size")]


@mask(
    title="Chunk",
    family="local",
    source="block-diagonal attention; attention-gym batchify makes it from a batch laid end to "
    "end. transformers has it with the causal rule on top (chunked causal)",
    look="Squares of {size} by {size} along the diagonal, and nothing between them: neighbours "
    "on two sides of a cut never meet.",
    aliases="block-diagonal; local blocks; chunked attention; blockwise",
    whole=True,
    pictures=(
        Picture("###.... ###.... ###.... ...###. ...###. ...###. ......#", {"size": 3}),
        Picture("..##.. ....## ....##", {"size": 2}),
        Picture("#... .#.. ..#. ...#", {"size": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def chunk(q, k, *, size: Size = 4):
    """The text is cut into chunks, and each token reads all of its own chunk and nothing else.

    floor(q / size) = floor(k / size)

    A text of n tokens costs n * size cells and not n * n, and the chunks can be computed apart.
    More layers do not help: news never crosses a cut, unless another layer or head may read across.
    """
    return q // size == k // size
