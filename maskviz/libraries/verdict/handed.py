"""A mask as somebody has it, with what it is meant to say; and the same in other forms."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

Form = Literal["bool", "int", "float"]
Wanted = Literal["read", "blocked", "added"]
Rows = Literal["queries", "texts"]

INVERSE = {
    "mask": "~mask",
    "~mask": "mask",
    "mask != 0": "mask == 0",
    "mask == 0": "mask != 0",
}
FORMS: dict[Form, str] = {
    "bool": "True and False",
    "int": "whole numbers",
    "float": "numbers with a point",
}


@dataclass(frozen=True)
class Handed:
    """An array as it is handed over: a matrix, or the padding of one text or of several.

    values  float64 (q, k), of padding (text, k); 1 for True
    form    the type that its array has
    wanted  bool, in the shape of the values, what it is meant to say: True where the key may be
            read by the query, of padding by every query of the text
    rows    what its rows are
    sides   how many it has as it stands: of padding 1 for (k,), 2 for (text, k), more where sides
            of one stand between
    first   the number of its first text
    """

    values: np.ndarray
    form: Form
    wanted: np.ndarray
    rows: Rows = "queries"
    sides: int = 2
    first: int = 0

    @property
    def padding(self) -> bool:
        return self.rows == "texts"

    @property
    def texts(self) -> int:
        return len(self.values) if self.padding else 1

    @property
    def several(self) -> bool:
        """Whether it is one of several texts, or all of them."""
        return self.texts > 1 or self.first > 0

    @property
    def queries(self) -> int:
        """How many have to be asked: of padding one, since every query reads the same."""
        return 1 if self.padding else len(self.values)

    @property
    def keys(self) -> int:
        return self.values.shape[1]

    @property
    def array(self) -> np.ndarray:
        """The values in its own type."""
        kinds = {"bool": bool, "int": np.int64, "float": np.float32}
        with np.errstate(invalid="ignore"):  # −∞ is no whole number
            return self.values.astype(kinds[self.form])

    @property
    def tensor(self) -> Tensor:
        """The same for torch, padding with the sides on which it meets the scores."""
        made = torch.from_numpy(np.ascontiguousarray(self.array))
        return made[:, None, None] if self.padding else made

    def laid(self, matrix: int, padding: int) -> str:
        """`mask` with as many sides as a library asks of a matrix, or of padding."""
        more = (padding if self.padding else matrix) - self.sides
        if not more:
            return "mask"
        added = ", ".join(["None" if more > 0 else "0"] * abs(more))
        return f"mask[:, {added}]" if self.padding and self.sides > 1 else f"mask[{added}]"

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
        return INVERSE.get(read, f"~({read})")
    return f'{module}.where({read}, 0.0, -float("inf"))'


def compared(handed: Handed, module: str) -> str:
    """The bool array, True = may read, made of `mask` by one comparison."""
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
