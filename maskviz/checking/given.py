"""An array of torch, NumPy or plain lists as it was handed over."""

from typing import Any

import numpy as np

from maskviz.matrices.error import MatrixError, check_shape
from maskviz.matrices.reading import WRITTEN, Brought
from maskviz.matrices.reading.lines import lined

KINDS = "biuf"
HELD = {"U": "text", "S": "bytes", "O": "objects", "c": "complex numbers", "M": "dates"}


def brought(given: Any) -> Brought:
    """Its numbers as float64, with how its type writes them; of text the rows of a drawing.

    Errors: MatrixError for what holds no numbers, and over the limits.
    """
    if hasattr(given, "detach"):
        given = given.detach().cpu()
        given = (given.float() if given.is_floating_point() else given).numpy()
    try:
        array = np.asarray(given)
    except ValueError:
        raise MatrixError("The lists are not of one length, so they are no array.") from None
    check_shape(array.shape)
    kind = array.dtype.kind
    if kind == "U" and array.ndim in (1, 2):
        return lined("\n".join(" ".join(row) if array.ndim == 2 else row for row in array))[0]
    if kind not in KINDS:
        held = HELD.get(kind, str(array.dtype))
        raise MatrixError(f"The array holds {held}; a mask has True and False, or numbers.")
    return Brought(array.astype(np.float64), WRITTEN.get(array.dtype.kind, {}))
