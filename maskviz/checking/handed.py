"""The array of a check as it would be handed to a library, and which libraries are asked."""

from collections.abc import Sequence

from maskviz.checking.fault import CheckError
from maskviz.checking.understood import Understood
from maskviz.libraries.verdict import TITLES, Handed, Verdict, form_of
from maskviz.matrices.reading import Reading

SIDE = 256  # cells a side that are handed over, the last of them


def handed(understood: Understood, reading: Reading, sample: int) -> Handed | None:
    """The array as it stands; None for a drawing, a vector, and corners of a print."""
    cells, brought = reading.samples[sample], understood.brought
    if understood.size:
        own = cells[-SIDE:, -SIDE:]
        return Handed(own.astype(float), "bool", own)
    values = brought.values
    if brought.signs or brought.hidden or values.ndim < 2 or values.shape[-2:] != cells.shape:
        return None
    values = values.reshape(-1, *cells.shape)
    if len(values) != len(reading.samples):
        return None
    own = values[sample][-SIDE:, -SIDE:]
    first = next(iter(brought.words.values()), "")
    return Handed(own, form_of(own, first), cells[-SIDE:, -SIDE:])


def of_library(found: Sequence[Verdict], library: str | None) -> list[Verdict]:
    """The verdicts of the libraries whose title has the word; all where none is asked for."""
    if library is None:
        return list(found)
    named = {title for title in TITLES if library.casefold() in title.casefold()}
    if not named:
        raise CheckError(f"There is no library “{library[:40]}”; there are {', '.join(TITLES)}.")
    return [verdict for verdict in found if verdict.library.title in named]
