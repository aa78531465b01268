"""A mask in any form, read and checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.checking import Checked, Understood, understand
from maskviz.checking import check as checked
from maskviz.checking.given import brought
from maskviz.libraries.verdict import TITLES
from maskviz.masks.kinds import is_whole, quoted
from maskviz.matrices.reading import Reading
from maskviz.python.error import MaskError, one_error
from maskviz.python.given import raw, tokens_of, vectors
from maskviz.python.picture import picture

CALLED = {"scaleddotproduct": "PyTorch SDPA", "mha": "nn.MultiheadAttention"}


@dataclass(frozen=True, repr=False)
class Read:
    """What somebody brought, as it was understood.

    understood  every way to understand it, the likeliest first
    """

    understood: Understood

    @property
    def readings(self) -> Sequence[Reading]:
        """Every way to understand it: form, means, samples, remarks."""
        return self.understood.readings

    @property
    def taken(self) -> str:
        """What it was taken for: "one mask of 6 queries x 6 keys: 1 = may read, 0 = blocked"."""
        return f"{self.readings[0].form}: {self.readings[0].means}"

    @property
    def cells(self) -> np.ndarray:
        """The mask, or the first of a stack: bool (q, k), True = may read."""
        return self.readings[0].samples[0]

    def __repr__(self) -> str:
        others = [f"It could be {way.form}: {way.means}." for way in self.readings[1:]]
        lines = [f"Taken for {self.taken}.", *others, *self.readings[0].remarks]
        return "\n".join([*lines, *picture(self.cells)])


@one_error
def read(
    anything: Any, *, queries: int | None = None, keys: int | None = None, **given: Any
) -> Read:
    """A mask in whatever form it is: which query may read which key.

    anything       an array of torch, NumPy, JAX or plain lists; a text: what any of them prints, a
                   drawing, lengths or ids of documents, lines of code, a rule; the bytes of a
                   file; the path of one as `pathlib.Path`; a name of `maskviz.catalogue`; or a
                   function of your own, such as FlexAttention's mask_mod, which alone is called
    queries, keys  over which a rule or a function of places is drawn, in tokens; unless told as
                   many as a vector in `given` has, else 8
    given          values for names that a rule or code leaves open

    Returns a `Read`: its `cells` are bool (queries, keys), True = may read, and its `readings` are
    all ways to understand it, the likeliest first. Nothing of a text is ever run. Errors:
    MaskError, a ValueError of one sentence, for what holds no mask and for more than 1,000,000
    bytes or 2,048 cells a side; OSError for a file that cannot be opened.
    """
    queries, keys = tokens_of(given, queries, keys)
    found, left = raw(anything, given, queries, keys)
    facts = vectors(left)
    return Read(understand(found, left, queries=queries, keys=keys, facts=facts))


@one_error
def check(
    anything: Any,
    library: str | None = None,
    *,
    queries: int | None = None,
    keys: int | None = None,
    reading: int = 0,
    sample: int = 0,
    **given: Any,
) -> Checked:
    """What a mask is, what is wrong with it, and what each library makes of it.

    anything       whatever `maskviz.read` takes
    library        one library as people call it, "sdpa", "torch.nn.MultiheadAttention",
                   "flash_attn"; all of them unless told
    queries, keys  over which a rule or a function of places is drawn, in tokens; unless told as
                   many as a vector in `given` has, else 8
    reading        which way to understand it, 0 the likeliest
    sample         which mask of a stack
    given          values for names that a rule or code leaves open

    Returns a `Checked`, whose `repr` is the verdict in lines: what it was taken for, the known mask
    that it is or comes closest to, the cells that differ, what is probably wrong, and for each
    library what it reads of this very array and the line that mends it. Its fields have the same as
    data: `cells`, `exact`, `closest`, `faults`, `verdicts`. Errors: MaskError, a ValueError of one
    sentence, as of `read`, and for a library that is not known.
    """
    queries, keys = tokens_of(given, queries, keys)
    found, left = raw(anything, given, queries, keys)
    for name, number in (("reading", reading), ("sample", sample)):
        if not is_whole(number):
            raise MaskError(f"{name} is a whole number, not {quoted(number)}")
    if library is not None and not isinstance(library, str):
        raise MaskError(f"a library is a name, not {quoted(library)}")
    return checked(
        found,
        left,
        queries=queries,
        keys=keys,
        facts=vectors(left),
        reading=reading,
        sample=sample,
        library=library and titled(library),
    )


def titled(library: str) -> str:
    """The title, or a part of several, that a library has here for what people call it."""
    plain = bare(library)
    if any(library.casefold() in title.casefold() for title in TITLES):
        return library
    for title in TITLES:
        if bare(title) in plain or (plain and plain in bare(title)):
            return title
    return next((title for word, title in CALLED.items() if word in plain), library)


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def judged(cells: np.ndarray) -> Checked:
    """A matrix of which it is known what it means, bool (q, k), True = may read."""
    way = Reading("one mask", "True = may read", [cells], ["the mask"])
    return Checked(Understood("matrix", ["the mask"], 0, brought(cells), [way]))
