"""BigBird: blocks at the ends for all, neighbouring blocks, and a few blocks by chance."""

from typing import Annotated

from maskviz.masks.catalogue.random import Seed
from maskviz.masks.spec import Given, Int, Picture, mask


# fmt: off
@mask(
    title="BigBird",
    family="random",
    source="BigBird. In transformers the random blocks are drawn in training only, without "
    "replacement and among blocks not read yet; in eval they are all block 0, and a text of at "
    "most 5 + 2 * random blocks gets full attention",
    look="A frame of {size} cells, a band of blocks along the diagonal, and in each row of blocks "
    "up to {random} more somewhere.",
    aliases="BigBird-RoBERTa; BigBird-Pegasus; block sparse; sparse attention; long documents",
    whole=True,
    pictures=(
        Picture(
            "##..########## ##..########## ##....######## ##....######## ##..##..###### "
            "##..##..###### ############## ##############",
            {"size": 2, "random": 1, "seed": 5},
        ),
        Picture(
            "############# ##....####### ##....####### ##..##..##### ##..##..##### #############",
            {"size": 2, "random": 2, "seed": 5}),
        Picture(
            "########## ###...#.## ####.#...# ######.#.# #..###..## #...###..# #.#.####.# "
            "#..#..#### #.#.#.#### ##########",
            {"size": 1, "random": 3, "seed": 3},
        ),
        Picture("#....# #....# ###### ###..# ####.# #.#### #..### ######",
                {"size": 1, "random": 0, "seed": 0}),
    ),
)
def bigbird(
    q, k, *, size: Annotated[int, Int(1, 256, "Tokens in a block.", label="Block size")] = 2,
    random: Annotated[int, Int(0, 3, "Draws of a block by chance for each block of rows.")] = 1,
    seed: Seed = 0, keys: Annotated[int, Given()], head: Annotated[int, Given()] = 0,
):
    """Blocks read their neighbours, the first and last block, and some blocks drawn by chance.

    abs(block(k) - block(q)) <= 1 or block(k) in ends or block(q) in ends or block(k) in drawn(q)

    block(x) = floor(x / size); ends are the first block and the last, which also read all. A draw
    is a hash of seed, head, block and number of the draw, with replacement: it may hit a block
    that is read anyway. The ends alone join any two tokens in two layers; chance adds other ways.
    """
    return (
        (abs(k // size - q // size) <= 1) | (k < size) | (k // size == (keys - 1) // size)
        | (q // size == 0) | (q // size == (keys - 1) // size)
        | ((random > 0) & (k // size == (q // size * 24893 + seed * 7919 + head * 3571 + 1)
            % 46337 * (q // size + 1009) % 46309 % ((keys + size - 1) // size)))
        | ((random > 1) & (k // size == (q // size * 24893 + seed * 7919 + head * 3571 + 1)
            % 46337 * (q // size + 2003) % 46309 % ((keys + size - 1) // size)))
        | ((random > 2) & (k // size == (q // size * 24893 + seed * 7919 + head * 3571 + 1)
            % 46337 * (q // size + 3001) % 46309 % ((keys + size - 1) // size)))
    )
