"""What somebody hands over as a mask or as scores: arrays of torch, NumPy, JAX or plain lists."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from maskviz.checking.given import brought
from maskviz.matrices.code.names import TOKENS
from maskviz.matrices.reading import BYTES
from maskviz.matrices.reading.meaning import meanings, no_mask
from maskviz.python.cells import cells
from maskviz.python.error import MaskError
from maskviz.python.function import is_function
from maskviz.python.named import known_name

LONGEST = 100  # characters that may be a mask's name


def raw(
    anything: Any, given: Mapping[str, Any], queries: int | None = None, keys: int | None = None
) -> tuple[Any, Mapping[str, Any]]:
    """What is to be understood, and the names that are left for it.

    A file by its path is its bytes; a function, or a mask by its name, is its cells.
    """
    if isinstance(anything, Path):
        with anything.open("rb") as opened:
            return opened.read(BYTES + 1), given  # one more than is read, so that it is refused
    named = isinstance(anything, str) and known_name(anything[:LONGEST]) is not None
    if not named and not is_function(anything):
        return anything, given
    wide = keys or queries or TOKENS
    return cells(anything, queries or wide, wide, **given), {}


def truth(mask: Any, *, blocked: bool = False) -> np.ndarray:
    """What may be read, bool in the shape of the array, (…, q, k).

    True and 1 = may read, or blocked where `blocked` says so; of numbers that are added to scores
    0 = may read and −inf, or large negative ones, blocked; of weights those above 0. Errors:
    ValueError for what has fewer than two sides, no cells, or numbers that are no mask.
    """
    array = brought(mask)
    if array.values.ndim < 2:
        raise MaskError(f"the mask is of shape {array.shape}, not (queries, keys)")
    kinds = set(np.unique(array.values).tolist())
    if kinds <= {0.0, 1.0}:
        read = array.values == 1
        return ~read if blocked else read
    if blocked:
        raise MaskError("blocked=True is for True and False, 1 and 0; this mask has other numbers")
    found = meanings(array)
    if not found:
        raise no_mask(array)
    return found[0].cells


def numbers(scores: Any) -> np.ndarray:
    """Scores as float32, (head, q, k); a ValueError for anything else than two or three sides."""
    if hasattr(scores, "detach"):
        scores = scores.detach().float().cpu()
    try:
        array = np.asarray(scores)
    except ValueError:
        raise MaskError("the lists of scores are not of one length") from None
    if array.dtype.kind not in "biuf":
        raise MaskError(f"scores are numbers, not {array.dtype}")
    if array.ndim == 4 and len(array) == 1:
        array = array[0]
    if array.ndim not in (2, 3) or not array.size:
        raise MaskError(
            f"scores are of shape {array.shape}, not (queries, keys) or (heads, queries, keys)"
        )
    return array.reshape(-1, *array.shape[-2:]).astype(np.float32)


def vectors(given: Mapping[str, Any]) -> dict[str, Any]:
    """Of values by name those that have one number a token."""
    return {name: np.asarray(v) for name, v in given.items() if np.ndim(v) == 1}
