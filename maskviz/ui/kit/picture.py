"""A matrix as a small picture in HTML."""

from base64 import b64encode
from collections.abc import Iterable

import numpy as np
from markupsafe import Markup

from maskviz.masks.matrix import empty_rows
from maskviz.ui.kit.markup import joined

SIDE = 120  # pixels of a picture at most
DRAWN = Markup(
    '<span class="picture" role="img" aria-label="{}" style="width:{}px;height:{}px">{}</span>'
)
LAYER = Markup('<i class="{}" style="--cells:url(data:image/svg+xml;base64,{})"></i>')
EMPTY = Markup('<b style="top:{}px;height:{}px"></b>')
SHAPES = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">'
    '<path d="{}" fill="none" stroke="black" stroke-width="{}" stroke-dasharray="{}"/></svg>'
)


def picture(cells: np.ndarray, side: int = SIDE, meant: np.ndarray | None = None) -> Markup:
    """A matrix, bool (q, k), a square a cell: coloured where it may be read, else hatched ground.

    A row with nothing to read is outlined, and so is each cell that is not as it is `meant`, bool
    (q, k). Squares and rings are the mask of a coloured box, because Streamlit takes SVG out of
    HTML and an image does not know the theme. What is seen is said by `in_words` too.
    """
    rows, keys = cells.shape
    step = side // max(rows, keys)  # whole pixels, so that no cell is blurred
    size = keys * step - 1, rows * step - 1
    layers = [layer("cells", size, squares(cells, step), step - 1, f"{step - 1} 1")]
    if meant is not None and (cells != meant).any():
        line = 2 if step > 8 else 1
        layers.append(layer("wrong", size, rings(cells != meant, step, line), line, "none"))
    layers += [EMPTY.format(row * step, step - 1) for row in empty_rows(cells)]
    return DRAWN.format(in_words(cells, meant), *size, joined(layers))


def in_words(cells: np.ndarray, meant: np.ndarray | None = None) -> str:
    """What a screen reader says of a picture: "8 x 8: 36 of 64 cells may be read"."""
    queries, keys = cells.shape
    said = f"{queries:,} x {keys:,}: {int(cells.sum()):,} of {cells.size:,} cells may be read"
    if empty := len(empty_rows(cells)):
        said += f", {empty:,} row{'s' * (empty != 1)} with nothing to read"
    if meant is not None:
        said += f", {int((cells != meant).sum()):,} not as meant"
    return said


def layer(kind: str, size: tuple[int, int], paths: Iterable[str], line: float, dash: str) -> Markup:
    """One colour of the picture, where the lines of `paths` run."""
    return LAYER.format(kind, data_of(SHAPES.format(*size, "".join(paths), line, dash)))


def data_of(drawing: Markup) -> str:
    """A drawing as a style has it."""
    return b64encode(drawing.encode()).decode()


def squares(cells: np.ndarray, step: int) -> Iterable[str]:
    """A dashed line for each run of cells: a dash is a square, a gap the grid between them."""
    for row, line in enumerate(cells):
        for first, length in runs(line):
            yield f"M{first * step} {row * step + (step - 1) / 2:g}h{length * step - 1}"


def rings(cells: np.ndarray, step: int, line: int) -> Iterable[str]:
    """The edge of each cell, drawn inside it."""
    side = step - 1 - line
    for row, key in np.argwhere(cells).tolist():
        x, y = key * step + line / 2, row * step + line / 2
        yield f"M{x:g} {y:g}h{side}v{side}h{-side}z"


def runs(line: np.ndarray) -> list[tuple[int, int]]:
    """Where cells that may be read begin, and how many follow one another."""
    edges = np.flatnonzero(np.diff(line, prepend=False, append=False))
    return [(int(a), int(b - a)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
