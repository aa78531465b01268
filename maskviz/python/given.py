"""What somebody hands over as a mask or as scores: arrays of torch, NumPy, JAX or plain lists."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from maskviz.checking.given import brought
from maskviz.masks.kinds import is_whole, quoted
from maskviz.matrices.code.names import TOKENS
from maskviz.matrices.reading import BYTES
from maskviz.matrices.reading.meaning import meanings, no_mask
from maskviz.python.cells import cells
from maskviz.python.error import MaskError
from maskviz.python.function import is_function
from maskviz.python.named import known_name

LONGEST = 100  # characters that may be a name


def raw(
    anything: Any, given: Mapping[str, Any], queries: int | None = None, keys: int | None = None
) -> tuple[Any, Mapping[str, Any]]:
    """What is to be understood, and the names that are left for it.

    A file by its path is its bytes; a function, or a mask by its name, is its cells.
    """
    if isinstance(anything, Path):
        with anything.open("rb") as opened:
            return opened.read(BYTES + 1), given  # one more than is read, so that it is refused
    if isinstance(anything, bytes):
        return anything, given
    named = isinstance(anything, str) and known_name(anything[:LONGEST]) is not None
    if isinstance(anything, str) and not named:
        check_no_path(anything)
        return anything, given
    if not named and not is_function(anything):
        check_array(anything, "an array, lists or a text")
        told = {**given, "queries": queries, "keys": keys}
        check_unused({name: value for name, value in told.items() if value is not None})
        return plain(anything), given
    wide = keys or queries or TOKENS
    return cells(anything, queries or wide, wide, **given), {}


def check_array(mask: Any, forms: str) -> None:
    """MaskError for what has no sides at all, by what it is; `forms` are those that are taken."""
    if isinstance(mask, list | tuple) or hasattr(mask, "shape") or np.asarray(mask).ndim:
        return
    inside = "; its cells are an array" if hasattr(mask, "cells") else ""
    raise MaskError(f"a mask is {forms} here, not {type(mask).__name__}{inside}")


def check_unused(parameters: Mapping[str, Any], known: Sequence[str] = ()) -> None:
    """MaskError for what is told beside an array, with the nearest of those that are known."""
    for name in parameters:
        near = get_close_matches(name, known, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise MaskError(f"{name} is for a name or a rule, not for an array{meant}")


def check_no_path(text: str) -> None:
    """MaskError for the name of a file, which is read as a text of its own."""
    if len(text) <= LONGEST and Path(text).suffix and Path(text).is_file():
        raise MaskError(f"{quoted(text)} is a file; give it as pathlib.Path({quoted(text)})")


def plain(array: Any) -> Any:
    """A tensor of torch as an array of NumPy; MaskError for one without numbers to look at."""
    if not hasattr(array, "detach"):
        return array
    try:
        dense = array.detach().cpu().to_dense()
        return (dense.float() if dense.is_floating_point() else dense).numpy()
    except (TypeError, RuntimeError) as fault:  # of a tensor on "meta", of quantised numbers
        raise MaskError(f"the tensor cannot be read as numbers: {fault}") from None


def tokens_of(
    given: Mapping[str, Any], queries: int | None, keys: int | None
) -> tuple[int | None, int | None]:
    """The size over which a rule is drawn: as told, else as many tokens as a vector has.

    Errors: MaskError for a size, a number or a vector that is none.
    """
    for name, size in (("queries", queries), ("keys", keys)):
        if size is not None and (not is_whole(size) or size < 1):
            raise MaskError(f"{name} is a whole number, 1 or more, not {quoted(size)}")
    for name, value in given.items():
        array = np.asarray(plain(value))
        if array.ndim > 1 or array.dtype.kind not in ("biuf" if array.ndim else "biu"):
            raise MaskError(f"{name} is {quoted(value)}, not a whole number or one for each token")
    known = vectors(given)
    if known and queries is None and keys is None:
        keys = max(map(len, known.values()))
    for name, vector in known.items():
        if keys is not None and len(vector) != keys:
            raise MaskError(f"{name} has {len(vector)} numbers for {keys} tokens")
    return queries, keys


def truth(mask: Any, *, blocked: bool = False) -> np.ndarray:
    """What may be read, bool in the shape of the array, (…, q, k).

    True and 1 = may read, or blocked where `blocked` says so; of numbers that are added to scores
    0 = may read and −inf, or large negative ones, blocked; of weights those above 0. Errors:
    ValueError for what has fewer than two sides, no cells, or numbers that are no mask.
    """
    check_array(mask, "an array or lists")
    array = brought(plain(mask))
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
    try:
        array = np.asarray(plain(scores))
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
    arrays = {name: np.asarray(plain(value)) for name, value in given.items()}
    return {name: array for name, array in arrays.items() if array.ndim == 1}
