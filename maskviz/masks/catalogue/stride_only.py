"""Stride, first reading: only every S-th token may be read."""

from typing import Annotated

from maskviz.masks.spec import Int, Picture, mask


@mask(
    title="Stride: only every S-th",
    family="regular",
    source="the strided part of Sparse Transformer (OpenAI), there with the causal rule; "
    "the distance test of a dilated window in attention-gym",
    look="Diagonals {stride} cells apart are lit; all between them is hatched. Compare the "
    "other reading: there the same diagonals are hatched.",
    contrast="stride_block",
    aliases="strided attention; every n-th; comb; modulo",
    whole=True,
    pictures=(
        Picture("#..#..# .#..#.. ..#..#. #..#..# .#..#.. ..#..#. #..#..#", {"stride": 3}),
        Picture("#.#.#. .#.#.#", {"stride": 2}),
        Picture("### ### ###", {"stride": 1}),
    ),
    empty_rows="With more queries than keys, a query before every key may step over all of them.",
)
def stride_only(
    q, k, *, stride: Annotated[int, Int(1, 256, "Distance between two keys that are read.")] = 3
):
    """Each token reads itself and every S-th token to either side, and skips the rest.

    (q - k) mod stride = 0

    A few cells reach far: a local layer as wide as the stride and a strided one join any two
    tokens. People also say "stride" for the opposite, stride_block, which blocks every S-th token
    and reads the rest; the two agree on nothing but the diagonal, so say which one you mean.
    """
    return (q - k) % stride == 0
