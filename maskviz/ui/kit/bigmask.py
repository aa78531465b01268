"""A mask of any size up to 2,048 x 2,048 on a page, to look at from afar and from near."""

import numpy as np

from maskviz.stage.big import big, big_message


def show_big(cells: np.ndarray, key: str, label: str = "Mask") -> None:
    """Draw a mask, bool (q, k), as blocks that zoom to cells; the zoom stays while its size does.

    `label` names it for screen readers. ValueError when it is no mask or larger than that.
    """
    big(big_message(cells, label), key=key)
