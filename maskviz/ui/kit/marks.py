"""The picture of a matrix with some of its cells outlined."""

import numpy as np

from maskviz.matrices.closest import Find
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import cells as counted
from maskviz.ui.kit.words import plain

SIDE = 336  # pixels at most, as wide as a phone
MOST = 600  # outlines; with more of them no cell is seen

STYLE = """<style>
.maskviz-own { --mark: light-dark(#b3261e, #ff8a70); display: inline-block; position: relative; }
.maskviz-own em { position: absolute; outline: 2px solid var(--mark); border-radius: 1px; }
.maskviz-atlas a.plain { color: var(--accent); }
.st-key-own_text textarea { font-family: monospace; font-size: 0.875rem; }
</style>"""


def marked(cells: np.ndarray, apart: np.ndarray, side: int = SIDE) -> str:
    """A matrix as HTML with the cells (row, key) of `apart`, int (n, 2), outlined."""
    step = side // max(cells.shape)
    outlines = "".join(
        f'<em style="left:{key * step}px;top:{row * step}px;'
        f'width:{step - 1}px;height:{step - 1}px"></em>'
        for row, key in apart[:MOST]
    )
    drawn = f'<span class="drawn">{picture(cells, side)}</span>'
    return (
        f'{STYLE}<div class="maskviz-atlas"><div class="maskviz-own">{drawn}{outlines}</div></div>'
    )


def named(find: Find) -> str:
    """ "Sliding window, window 4: 2 cells differ"."""
    return plain(f"{find.call.title}: {differs(find.distance)}")


def differs(count: int) -> str:
    if not count:
        return "the same in every cell"
    return f"{counted(count)} {'differs' if count == 1 else 'differ'}"
