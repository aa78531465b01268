"""A mask as a function of places, such as FlexAttention's mask_mod; it is the caller's own code."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.python.error import MaskError


def is_function(anything: Any) -> bool:
    """Whether it is called to get a mask; arrays of torch are modules' children, not functions."""
    return callable(anything) and not hasattr(anything, "shape")


def function_cells(
    function: Callable, queries: int, keys: int, offset: int | None, head: int
) -> np.ndarray:
    """What a function says of every cell, bool (queries, keys), True = may read.

    mask_mod(b, h, q_idx, kv_idx) or rule(q, k), called once with index tensors of torch that
    broadcast. q counts rows from 0 unless `offset` says where the first query stands: that is how
    FlexAttention counts. Errors: MaskError for another number of arguments, and for what is not
    True or False for each cell; whatever the function itself raises.
    """
    import torch

    q = torch.arange(queries)[:, None] + (offset or 0)
    k = torch.arange(keys)[None, :]
    name = getattr(function, "__name__", "the function")
    required = [
        p
        for p in inspect.signature(function).parameters.values()
        if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]
    if len(required) not in (2, 4):
        names = ", ".join(p.name for p in required)
        raise MaskError(f"{name} takes ({names}); a mask takes (q, k) or (b, h, q_idx, kv_idx)")
    before = (torch.tensor(0), torch.tensor(head)) if len(required) == 4 else ()
    try:
        found = torch.as_tensor(function(*before, q, k))
    except ValueError as fault:  # which would be lost among those about what was given
        raise MaskError(f"{name} raised {type(fault).__name__}: {fault}") from fault
    if found.dtype != torch.bool:
        raise MaskError(f"{name} gives {found.dtype}, not True or False for each cell")
    try:
        return found.broadcast_to(queries, keys).numpy(force=True).copy()
    except RuntimeError:
        size = f"{queries} queries and {keys} keys"
        raise MaskError(f"{name} gives {tuple(found.shape)} for {size}") from None
