"""What stands between the brackets behind a name: places in an array."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.names import TOKENS, Names

BATCH = ("b", "batch", "batch_idx")  # in brackets, where nobody says which text is meant


def place(node: ast.AST, read: Callable[[ast.AST], Any], names: Names) -> Any:
    if isinstance(node, ast.Tuple):
        return tuple(place(item, read, names) for item in node.elts)
    if isinstance(node, ast.Name) and node.id in BATCH and node.id not in names.known:
        return 0
    found = read(node)
    if isinstance(found, list) and all(np.ndim(part) for part in found) and found:
        return tuple(whole(part) for part in found)  # triu_indices
    if isinstance(found, list) or (isinstance(found, np.ndarray) and found.ndim):
        return whole(found)
    return int(found) if isinstance(found, np.generic | np.ndarray | float) else found


def whole(found: Any) -> np.ndarray:
    array = np.asarray(found)
    return array if array.dtype == bool else array.astype(np.int64)


def looked_up(names: Names, name: str, at: Any) -> Any:
    """A vector that the program leaves open, at places: document_id[q], lengths[b]."""
    parts = at if isinstance(at, tuple) else (at,)
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if any(part is None or isinstance(part, slice) for part in parts):  # doc[:, None]
        vector = names.vector(name, TOKENS)
        sides = sum(part is not None and part is not Ellipsis for part in parts)
        return (vector[None] if sides == 2 else vector)[at]  # of two sides, that of one text
    if not arrays:
        return names.number(name)
    last = int(arrays[-1].max(initial=0))
    vector = names.vector(name, max(last + 1, names.least))
    if last >= len(vector):
        raise ValueError(f"{name} has {len(vector)} numbers and is looked up at {last}")
    return vector[arrays[-1]]


def put(array: Any, at: Any, value: Any) -> np.ndarray:
    """The array with a value at places: itself, so that what shares its cells changes too, or
    another where its type cannot hold the value."""
    array = np.asarray(array)
    holds = array.dtype.kind in "bf" or np.asarray(value).dtype.kind != "f"
    if not (holds and array.flags.writeable):
        array = np.array(array, dtype=None if holds else float)
    array[at] = value
    return array


def laid(array: np.ndarray, made: np.ndarray) -> np.ndarray:
    """What an array becomes that is changed where it stands: itself where it can hold it."""
    held = array.dtype in (made.dtype, float) and array.shape == made.shape and array.ndim
    return put(array, ..., made) if held else made
