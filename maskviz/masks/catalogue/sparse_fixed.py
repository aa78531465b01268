"""Sparse Transformer, fixed: one's own block, and the columns in which blocks are summed up."""

from typing import Annotated

from maskviz.masks.spec import BEFORE_EVERY_KEY, Int, Picture, mask


@mask(
    title="Sparse Transformer, fixed",
    family="regular",
    source="Sparse Transformer (OpenAI), for text: there some heads take the block and others the "
    "summaries, or all take both, as here; heads may also sum up in other columns of the block",
    look="Small staircases of {size} on the diagonal, and below them columns that stay lit: the "
    "last of each block, {summary} wide.",
    aliases="Sparse Transformer; OpenAI sparse; summary columns; sparse attention",
    whole=True,
    pictures=(
        Picture(
            "#....... ##...... ###..... ..##.... ..###... ..####.. ..#..##. ..#..###",
            {"size": 3, "summary": 1},
        ),
        Picture("..##..###. ..##..####", {"size": 4, "summary": 2}),
        Picture("#.. ##. ###", {"size": 2, "summary": 3}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
)
def sparse_fixed(
    q,
    k,
    *,
    size: Annotated[int, Int(1, 256, "Tokens in a block.", label="Block size")] = 4,
    summary: Annotated[int, Int(1, 256, "Last tokens of a block that all later ones read.")] = 1,
):
    """Each token reads its own block so far, and the last tokens of every block before.

    k <= q and (floor(k / size) = floor(q / size) or k mod size >= size - summary)

    The last tokens of a block learn to sum it up, because that is all the later ones get to read of
    it. In text there is no fixed distance that matters, as there is in an image, so the places of
    the summaries are fixed and not their distance.
    """
    return (k <= q) & ((k // size == q // size) | (k % size >= size - summary))
