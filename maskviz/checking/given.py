"""An array of torch, NumPy or plain lists as it was handed over."""

from typing import Any

import numpy as np

from maskviz.matrices.error import MatrixError, check_shape
from maskviz.matrices.reading import WRITTEN, Brought

KINDS = "biuf"


def brought(given: Any) -> Brought:
    """Its numbers as float64, with how its type writes them.

    Errors: MatrixError for what holds no numbers, and over the limits.
    """
    if hasattr(given, "detach"):
        given = given.detach().cpu()
        given = (given.float() if given.is_floating_point() else given).numpy()
    try:
        array = np.asarray(given)
    except ValueError:
        raise MatrixError("The lists are not of one length, so they are no array.") from None
    if array.dtype.kind not in KINDS:
        raise MatrixError(f"The array is of {array.dtype}; a mask has True and False, or numbers.")
    check_shape(array.shape)
    return Brought(array.astype(np.float64), WRITTEN.get(array.dtype.kind, {}))
