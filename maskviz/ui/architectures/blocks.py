"""A mask at its real size as a picture: blocks that may be read whole, in part, and not at all."""

from collections.abc import Iterator

import numpy as np
from markupsafe import Markup

from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import data_of, runs

DRAWN = Markup(
    '<span class="picture blocks" role="img" aria-label="{}" style="width:{}px;height:{}px">'
    "{}</span>"
)
LAYER = Markup('<i class="{}" style="--cells:var(--{})"></i>')
KEPT = Markup("--{}:url(data:image/svg+xml;base64,{});")
SHAPES = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" preserveAspectRatio="none">'
    '<path d="{}" stroke="black" stroke-width="{}"/></svg>'
)
STEP, OVER = 4, 2  # units of the drawing: a block, and what rows overlap, or seams would show


def kept(name: str, shares: np.ndarray) -> Markup:
    """The picture as two custom properties of a style, so that many places draw it by name.

    shares  of each block that may be read, float (rows, columns)
    """
    drawn = {f"{name}-all": shares == 1, f"{name}-part": (shares > 0) & (shares < 1)}
    return joined(KEPT.format(key, drawing(blocks)) for key, blocks in drawn.items())


def drawing(blocks: np.ndarray) -> str:
    """The blocks that are True as lines of a drawing, in base 64."""
    rows, columns = blocks.shape
    paths = "".join(lines(blocks))
    return data_of(SHAPES.format(columns * STEP, rows * STEP, paths, STEP + OVER))


def lines(blocks: np.ndarray) -> Iterator[str]:
    for row, line in enumerate(blocks):
        for first, length in runs(line):
            yield f"M{first * STEP} {row * STEP + STEP // 2}h{length * STEP}"


def blocks_picture(name: str, told: str, side: int) -> Markup:
    """The picture that `kept` keeps under a name, with a few words for a screen reader."""
    layers = joined(LAYER.format(kind, f"{name}-{kind}") for kind in ("part", "all"))
    return DRAWN.format(told, side, side, layers)


def in_words(shares: np.ndarray, queries: int, keys: int, of: str) -> str:
    """What is seen of so many tokens or patches: how many of the blocks may be read."""
    rows, columns = shares.shape
    whole, part = int((shares == 1).sum()), int(((shares > 0) & (shares < 1)).sum())
    return (
        f"{queries:,} x {keys:,} {of} in {rows} x {columns} blocks: {whole:,} may be read whole, "
        f"{part:,} in part, {shares.size - whole - part:,} are blocked"
    )
