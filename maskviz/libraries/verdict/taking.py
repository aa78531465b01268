"""How a library is handed an array, and what is said of what comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from maskviz.libraries.conventions.library import Library, Spelling
from maskviz.libraries.verdict.handed import Handed, Wanted, made
from maskviz.libraries.verdict.vectors import Packing


@dataclass(frozen=True)
class Verdict:
    """What one library makes of an array.

    handed    the array, or the vector of documents
    spelling  it handed over as it is: what is read, rows of NaN, or a refusal
    mend      the line before the call that makes it right; nothing where it is right, or where the
              library has no argument for it
    """

    library: Library
    handed: Handed | Packing
    spelling: Spelling
    mend: str

    @property
    def wrong(self) -> int | None:
        """In how many cells, keys of padding, what is read is not what is meant; None when it is
        refused."""
        cells = self.spelling.cells
        return None if cells is None else int((cells != self.handed.wanted).sum())

    @property
    def right(self) -> bool:
        return self.wrong == 0 and not self.spelling.nan


@dataclass(frozen=True)
class Taking:
    """How a library is handed an array.

    take    what it makes of it
    wants   the form that says what is meant, and the module whose arrays it takes
    index   with which alone a matrix is no padding; None where it has no argument for a matrix
    square  whether a matrix of other than as many queries as keys is refused
    """

    library: Library
    take: Callable[[Handed], Spelling]
    wants: Wanted
    module: str = "torch"
    index: str | None = ""
    square: bool = False

    def verdict(self, handed: Handed) -> Verdict:
        found = Verdict(self.library, handed, self.take(handed), "")
        index = "" if handed.padding else self.index
        misfit = self.square and not handed.padding and handed.queries != handed.keys
        if found.right or index is None or misfit:
            return found
        try:
            fit = made(handed, self.wants, self.module)
        except ValueError:
            fit = "mask"
        if index:
            fit = f"{fit if fit == 'mask' else f'({fit})'}{index}"
        return Verdict(self.library, handed, found.spelling, f"mask = {fit}" * (fit != "mask"))
