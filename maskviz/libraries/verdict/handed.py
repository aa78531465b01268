"""A matrix as somebody has it, with what it is meant to say; and the same in other forms."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

Form = Literal["bool", "int", "float"]
Wanted = Literal["read", "blocked", "added"]

FORMS: dict[Form, str] = {
    "bool": "True and False",
    "int": "whole numbers",
    "float": "numbers with a point",
}


@dataclass(frozen=True)
class Handed:
    """A matrix as it is handed over.

    values  float64 (q, k); 1 for True
    form    the type that its array has
    wanted  bool (q, k), what it is meant to say: True where the query may read the key
    """

    values: np.ndarray
    form: Form
    wanted: np.ndarray

    @property
    def size(self) -> tuple[int, int]:
        queries, keys = self.values.shape
        return queries, keys

    @property
    def array(self) -> np.ndarray:
        """The matrix in its own type."""
        kinds = {"bool": bool, "int": np.int32, "float": np.float32}
        with np.errstate(invalid="ignore"):  # −∞ is no whole number
            return self.values.astype(kinds[self.form])

    @property
    def tensor(self) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(self.array))

    @property
    def opens(self) -> bool | None:
        """Whether what is not 0 may be read, or is blocked; None where neither says it all."""
        read = self.values != 0
        return (
            True if (read == self.wanted).all() else False if (~read == self.wanted).all() else None
        )


def form_of(values: np.ndarray, written: str = "") -> Form:
    """The type of an array whose first value was written so: "True", "1", "0."."""
    if written in ("True", "False"):
        return "bool"
    whole = np.isfinite(values).all() and not (values % 1).any()
    return "float" if "." in written or not whole else "int"


def made(handed: Handed, as_: Wanted, module: str) -> str:
    """An expression in the words of a module that makes of `mask` what a library takes.

    Errors: ValueError where no comparison with one number tells what may be read.
    """
    read = compared(handed, module)
    if as_ == "read":
        return read
    if as_ == "blocked":
        return {"mask": "~mask", "~mask": "mask"}.get(read, f"~({read})")
    return f'{module}.where({read}, 0.0, -float("inf"))'


def compared(handed: Handed, module: str) -> str:
    """The bool matrix, True = may read, made of `mask` by one comparison."""
    if handed.opens is not None and set(np.unique(handed.values)) <= {0.0, 1.0}:
        truth = {"bool": "mask", "int": "mask != 0", "float": "mask != 0"}[handed.form]
        return truth if handed.opens else "~mask" if handed.form == "bool" else "mask == 0"
    if handed.opens is False:
        return "mask == 0"
    shut, opened = handed.values[~handed.wanted], handed.values[handed.wanted]
    if not shut.size:
        return (
            f"{module}.ones_like(mask, dtype={module}.{'bool' if module == 'torch' else 'bool_'})"
        )
    highest = float(shut.max())
    if opened.size and not highest < opened.min():
        raise ValueError("no comparison with one number tells which cells may be read")
    return f"mask > {highest:.6g}" if np.isfinite(highest) else f"mask > -{module}.inf"
