"""A matrix that somebody brought as the mask of the playground, at its own size."""

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import cells
from maskviz.masks.painting import POSITIONS
from maskviz.settings.declared import Settings
from maskviz.settings.numbered import CONTEXT
from maskviz.settings.slots import CUSTOM, PAINTED, OwnMatrix, Page


def no_place(queries: int, keys: int) -> str:
    """Why a matrix of this size is no mask of the playground; "" where it is one."""
    if queries > keys:
        return (
            f"The matrix has {queries:,} queries and {keys:,} key{'s' * (keys > 1)}; in the "
            "playground the queries are the last of the keys, and never more than those."
        )
    if keys > CONTEXT:
        return f"The matrix has {keys:,} keys; the models of the playground read {CONTEXT} tokens."
    return ""


def of_matrix(allowed: np.ndarray, settings: Settings, base: MaskCall) -> Settings:
    """The playground with this matrix for a mask, on the text of some settings and no model's own
    masks on top: the text is cut, or padded, to as many tokens as the matrix has keys.

    Shape: allowed bool (q, k), True = may read; the queries are the last of the keys.
    base  a mask of positions alone that comes close to it: the closer, the shorter the link
    """
    queries, keys = allowed.shape
    if problem := no_place(queries, keys):
        raise ValueError(problem)
    apart = np.argwhere(cells(base, queries, keys) != allowed)
    flips = tuple(int(row + keys - queries) * POSITIONS + int(key) for row, key in apart)
    page = Page(base, matrix=OwnMatrix(queries, keys, flips))
    return Settings.of(
        text=settings.text,
        pad_to=keys,
        queries=queries if queries < keys else 0,
        mask=CUSTOM,
        and_causal=False,
        and_padding=False,
        slots={"all": PAINTED},
        book={"all": page},
    )
