"""The matrix of a mask, by its name or as a rule."""

from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.masks.kinds import is_whole, quoted
from maskviz.python.error import MaskError, one_error
from maskviz.python.function import function_cells, is_function
from maskviz.python.named import check_cells, named


@one_error
def cells(
    name_or_rule: str | Callable,
    queries: int,
    keys: int | None = None,
    *,
    offset: int | None = None,
    head: int = 0,
    **parameters: Any,
) -> np.ndarray:
    """Which query may read which key.

    name_or_rule  a name of `maskviz.catalogue`, "sliding_window"; masks put together,
                  "and(causal(), chunk(size=4))"; a rule, "k <= q and q - k < 4"; or a function
                  of your own, FlexAttention's mask_mod(b, h, q_idx, kv_idx) or one of (q, k)
    queries       how many rows, in tokens
    keys          how many columns, in tokens; as many as queries unless told
    offset        the position of the first query; the queries are the last of the keys unless
                  told, but a function counts them from 0, as FlexAttention does
    head          the head whose mask is wanted, where heads differ
    parameters    numbers that the mask has, `window=4`, or names in the rule; and what each token
                  is, one whole number for each key: `doc=[0, 0, 1, 1]`

    Returns bool (queries, keys), True = may read. Errors: MaskError, a ValueError, for a name that
    no mask has, a number out of range, a fact that is missing, or more than 67,108,864 cells.
    Where each mask comes from stands in `maskviz.catalogue[name].source`.
    """
    keys = queries if keys is None else keys
    if not is_function(name_or_rule) and not isinstance(name_or_rule, str):
        kind = type(name_or_rule).__name__
        raise MaskError(f"a mask is a name, a rule or a function here, not {kind}")
    for label, size in (("queries", queries), ("keys", keys), ("head", head)):
        if not is_whole(size) or size < 0:
            raise MaskError(f"{label} is a whole number, 0 or more, not {quoted(size)}")
    if offset is not None and not is_whole(offset):
        raise MaskError(f"offset is a whole number, not {quoted(offset)}")
    check_cells(queries, keys)
    if isinstance(name_or_rule, str):
        return named(name_or_rule, parameters).cells(queries, keys, offset, head)
    if parameters:
        raise MaskError(f"{', '.join(parameters)} is for a name or a rule, not a function")
    return function_cells(name_or_rule, queries, keys, offset, head)
