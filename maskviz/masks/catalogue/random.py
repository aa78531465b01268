"""Random: chance decides, the same for the same seed."""

from typing import Annotated

from maskviz.masks.spec import Given, Int, Picture, mask

Seed = Annotated[int, Int(0, 9999, "Another number draws another pattern.")]


# fmt: off
@mask(
    title="Random",
    family="random",
    source="the random part of BigBird, there by blocks; jax make_random_mask (splash attention) "
    "from numpy's generator, so its cells are others for the same seed",
    look="About {percent} cells in a hundred are lit, with no order in them; pattern {seed} is the "
    "same every time, and each head has one of its own.",
    aliases="random attention; random pattern; Bernoulli; dropout of cells",
    pictures=(
        Picture(
            "##...... ..#..... ......#. ..##.##. #.#..... #....... .......# ..#.....",
            {"percent": 27, "seed": 0},
        ),
        Picture("##.###.# .#####.# #.#.#.#. .###.###", {"percent": 66, "seed": 1}),
        Picture(".... .... .##. .### #... ####", {"percent": 50, "seed": 12}),
    ),
    empty_rows="With few cells to read, chance leaves some rows without any; with 0 % all of them.",
)
def random(
    q,
    k,
    *,
    percent: Annotated[int, Int(0, 100, "Share of the cells that may be read.")] = 30,
    seed: Seed = 0,
    head: Annotated[int, Given()] = 0,
):
    """Every cell may be read or is blocked by chance, and stays so.

    hash(seed, head, q, k) mod 100 < percent

    The hash is arithmetic that stirs four whole numbers until no pattern is left, and the same
    four always give the same result, on every machine. Random cells make short cuts: with a few a
    row, every token is joined to every other in a few layers.
    """
    return (
        (q * 12289 + k * 30011 + seed * 25013 + head * 10193 + 1) % 46337
        * ((q * k + seed * 24107 + head * 31793 + 1) % 46327)
        % 46309 % 100 < percent
    )
