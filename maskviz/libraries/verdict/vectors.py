"""A vector of packed documents as somebody has it, and the lines that make other forms of it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Literal

import numpy as np

Kind = Literal["ids", "cu_seqlens", "position_ids", "lengths", "spans"]

NAMED: dict[Kind, str] = {"ids": "document_ids"}  # what is called otherwise in code
CALLED: dict[Kind, str] = {
    "ids": "document ids",
    "cu_seqlens": "cu_seqlens",
    "position_ids": "position_ids",
    "lengths": "lengths",
    "spans": "starts and ends",
}
A_TOKEN = ("ids", "position_ids")  # kinds that have a number for each token


def name_of(kind: Kind) -> str:
    return NAMED.get(kind, kind)


@dataclass(frozen=True)
class Packing:
    """A vector of documents as it is handed over, with what it is meant to say.

    kind      what it tells of the documents
    values    int64 (n,), of spans (documents, 2)
    document  of each token, -1 for padding
    causal    whether a token reads the past of its document only
    before    how many sides of one stand before
    """

    kind: Kind
    values: np.ndarray
    document: tuple[int, ...]
    causal: bool
    before: int = 0
    padding: ClassVar[bool] = False  # its rows are queries
    several: ClassVar[bool] = False
    first: ClassVar[int] = 0

    @property
    def tokens(self) -> int:
        return len(self.document)

    @cached_property
    def real(self) -> np.ndarray:
        return np.array(self.document) >= 0

    @cached_property
    def wanted(self) -> np.ndarray:
        """Bool (q, k), True where the query may read the key."""
        return self.together(np.array(self.document), self.real)

    def together(self, ids: np.ndarray, real: np.ndarray | None = None) -> np.ndarray:
        """Bool (q, k): equal numbers read each other, and the past alone where it is causal."""
        same = ids[:, None] == ids
        same = same if real is None else same & real
        return same & np.tri(len(ids), dtype=bool) if self.causal else same

    def of(self, numbers: np.ndarray, *, padding: bool = False) -> np.ndarray:
        """What is read where equal numbers read each other, that of padding too where it is told;
        of numbers that are not as many as tokens what is meant."""
        if len(numbers) != self.tokens:
            return self.wanted
        return self.together(numbers, None if padding or self.whole else numbers != self.shut)

    @property
    def whole(self) -> bool:
        """Whether no token is padding."""
        return bool(self.real.all())

    @property
    def pieces(self) -> bool:
        """Whether some document stands in more than one piece."""
        real = [number for number in self.document if number >= 0]
        return sum(a != b for a, b in pairwise(real)) + 1 > len(set(real))

    @property
    def longest(self) -> int:
        return int(np.bincount(np.array(self.document)[self.real]).max())

    @property
    def row(self) -> str:
        """Its name in code, without the sides of one before it."""
        return name_of(self.kind) + "[0]" * self.before

    @property
    def shut(self) -> int:
        """The number of padding among ids."""
        return int(self.values.min()) if self.kind == "ids" else 0

    def ids(self, module: str) -> tuple[str, str]:
        """What makes the document of each token, and the name it then has."""
        places = f"{module}.arange({self.tokens})[:, None]"
        match self.kind:
            case "ids":
                return "", self.row
            case "cu_seqlens":
                return f"ids = ({places} >= {self.row}[1:]).sum(-1)", "ids"
            case "lengths":
                return f"ids = ({places} >= {self.row}.cumsum(0)).sum(-1)", "ids"
            case "position_ids":
                return f"ids = ({self.row} == 0).cumsum(0)", "ids"
        made = f"ids = ({places} >= {self.row}.reshape(-1)).sum(-1)"  # odd inside a document
        return (made if self.whole else f"{made}; ids = ids * (ids % 2)"), "ids"

    def not_padding(self, ids: str) -> str:
        """Which tokens are real, of their ids; "" where all are."""
        return "" if self.whole else f"{ids} != {self.shut}"

    def mask(self, module: str, *, blocked: bool = False) -> str:
        """The line that makes the matrix, True = may read, or = blocked."""
        before, ids = self.ids(module)
        made, real = f"{ids}[:, None] == {ids}", self.not_padding(ids)
        if real:
            made = f"({made}) & ({real})"
        if self.causal:
            made = f"{module}.tril({made})"
        if blocked:
            plain = not real and not self.causal
            made = (
                made.replace("==", "!=") if plain else f"~{made}" if self.causal else f"~({made})"
            )
        return joined(before, f"mask = {made}")

    def counts(self, *, padding: bool = False) -> tuple[str, str]:
        """What makes the lengths of torch's, each run of padding one of them where it is wanted:
        a line before, and an expression."""
        if self.kind in ("lengths", "cu_seqlens"):
            return "", self.row + ".diff()" * (self.kind == "cu_seqlens")
        if self.kind == "spans" and (self.whole or not padding):
            return "", f"({self.row}[:, 1] - {self.row}[:, 0])"
        before, ids = self.ids("torch")
        if not self.whole and not padding:
            ids = f"{ids}[{self.not_padding(ids)}]"
        return before, f"torch.unique_consecutive({ids}, return_counts=True)[1]"

    def remade(self, kind: Kind, module: str = "torch") -> str:
        """The line that makes another form of it; "" where it is that form."""
        if kind == self.kind:
            return ""
        if kind == "ids":
            return self.ids(module)[0]
        before, counts = self.counts(padding=kind == "position_ids")
        made = {
            "cu_seqlens": f"torch.nn.functional.pad({counts}.cumsum(0), (1, 0)).int()",
            "lengths": counts,
            "position_ids": f"torch.cat([torch.arange(n) for n in {counts}])",
        }[kind]
        return joined(before, f"{kind} = {made}")

    def cut(self) -> str:
        """The line that leaves padding out of what attends; "" where there is none."""
        before, ids = self.ids("torch")
        line = f"query, key, value = (x[{self.not_padding(ids)}] for x in (query, key, value))"
        return "" if self.whole else joined("" if self.kind == "ids" else before, line)


def joined(*lines: str) -> str:
    return "; ".join(filter(None, lines))
