"""The closed list: every word that can be called, and what it makes of arrays."""

from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.arrays import MAKERS
from maskviz.matrices.code.einops import rearranged
from maskviz.matrices.code.frameworks import FRAMEWORKS
from maskviz.matrices.code.joins import JOINS, meshgrid, repeat
from maskviz.matrices.code.limits import TooMuch
from maskviz.matrices.code.lookups import LOOKUPS
from maskviz.matrices.code.pairs import ALONE, OUTER, PAIRS, REDUCED
from maskviz.matrices.code.products import PRODUCT_WORDS


def number(value: Any) -> float:
    """float("-inf"), float(0)."""
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise TooMuch(f"“{value[:20]}” is no number") from None
    return float(value)


def repeated(array: Any, how: Any = 1, **more: Any) -> np.ndarray:
    """np.repeat by a number, and repeat of einops by a pattern."""
    return rearranged(array, how, **more) if isinstance(how, str) else repeat(array, how, **more)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **MAKERS,
    **JOINS,
    **LOOKUPS,
    **FRAMEWORKS,
    **ALONE,
    **PAIRS,
    **OUTER,
    **REDUCED,
    **PRODUCT_WORDS,
    "torch.meshgrid": lambda *given, indexing="ij": meshgrid(
        *(given[0] if len(given) == 1 and isinstance(given[0], list) else given), indexing=indexing
    ),
    "rearrange": rearranged,
    "repeat": repeated,
    "bool": lambda value: np.asarray(value, dtype=bool),
    "int": lambda value: np.asarray(value).astype(np.int64),
    "float": number,
    "len": lambda array: len(np.atleast_1d(array)) if not isinstance(array, list) else len(array),
    "slice": lambda *ends: slice(*(None if end is None else int(end) for end in ends)),
}
