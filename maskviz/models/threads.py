"""One thread for all arithmetic, as many visitors share the cores.

A second one of NumPy's waits by turning: where others want its core, a search that multiplies many
small matrices costs many times what it costs alone.
"""

import ctypes

import torch
from numpy.linalg import _umath_linalg

SET = "scipy_openblas_set_num_threads64_"  # of the library that NumPy's wheels bring
GET = "scipy_openblas_get_num_threads64_"


def one_thread() -> None:
    """For torch and NumPy, in the whole process."""
    torch.set_num_threads(1)
    if hasattr(blas(), SET):
        getattr(blas(), SET)(1)


def blas_threads() -> int | None:
    """How many NumPy multiplies with; None where its library cannot be asked."""
    return int(getattr(blas(), GET)()) if hasattr(blas(), GET) else None


def blas() -> ctypes.CDLL:
    """What NumPy has loaded, and with it the library that multiplies for it."""
    return ctypes.CDLL(_umath_linalg.__file__)
