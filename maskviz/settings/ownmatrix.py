"""A matrix that somebody brought as the mask of the playground, at its own size."""

from typing import Any

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import cells
from maskviz.masks.matrix import counted
from maskviz.masks.painting import POSITIONS
from maskviz.models.plans import PLANS
from maskviz.settings.declared import Settings
from maskviz.settings.numbered import ANSWER, CONTEXT
from maskviz.settings.slots import CUSTOM, PAINTED, OwnMatrix, Page, slot_of

WRITER, CROSS = "dates", "cross"  # where an answer asks a text, and may be the longer of the two


def no_place(queries: int, keys: int) -> str:
    """Why a matrix of this size is no mask of the playground; "" where it is one."""
    if keys < queries and queries > ANSWER:
        return (
            f"The matrix has {queries:,} queries and {counted(keys, 'key')}; in the "
            "playground more queries than keys are those of an answer over a text, of "
            f"{ANSWER} characters at most."
        )
    if keys > CONTEXT:
        return f"The matrix has {keys:,} keys; the models of the playground read {CONTEXT} tokens."
    return ""


def of_matrix(allowed: np.ndarray, settings: Settings, base: MaskCall) -> Settings:
    """The playground with this matrix for a mask, on the text of some settings and no model's own
    masks on top: the text is cut, or padded, to as many tokens as the matrix has keys.

    The queries are the last of the keys; more queries than keys are the characters of an answer,
    in the cross-attention of the model that writes one.

    Shape: allowed bool (q, k), True = may read.
    base  a mask of positions alone that comes close to it: the closer, the shorter the link
    """
    queries, keys = allowed.shape
    if problem := no_place(queries, keys):
        raise ValueError(problem)
    crossed = queries > keys
    first = 0 if crossed else keys - queries
    apart = np.argwhere(cells(base, queries, keys, offset=first) != allowed)
    flips = tuple(int(row + first) * POSITIONS + int(key) for row, key in apart)
    page = Page(base, matrix=OwnMatrix(queries, keys, flips))
    slot = slot_of(CROSS, "all") if crossed else "all"
    where = (
        answering(settings, queries)
        if crossed
        else {"text": settings.text, "queries": queries if queries < keys else 0}
    )
    return Settings.of(
        **where,
        pad_to=keys,
        mask=CUSTOM,
        and_causal=False,
        and_padding=False,
        slots={slot: PAINTED},
        book={slot: page},
    )


def answering(settings: Settings, queries: int) -> dict[str, Any]:
    """The model that reads one text and writes another, of as many characters as there are
    queries."""
    text = settings.text if settings.model == WRITER else PLANS[WRITER].opening["text"]
    return {"model": WRITER, "part": CROSS, "text": text, "answer": queries}
