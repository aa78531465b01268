"""The array of a check as it would be handed to a library, and which libraries are asked."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from maskviz.checking.fault import CheckError
from maskviz.checking.understood import Understood
from maskviz.libraries.verdict import TITLES, Handed, Kind, Packing, Verdict, form_of
from maskviz.matrices.reading import Reading
from maskviz.matrices.reading.brought import A_LINE

SIDE = 256  # cells a side that are handed over, the last of them
VALUES = 2**22  # that are read through the padding of some texts: a vector for each of their keys


def handed(understood: Understood, reading: Reading, sample: int) -> Handed | Packing | None:
    """The array or the vector as it stands, or True and False of what is none; None where numbers
    stand for places, as those of FlashMask do."""
    if told := reading.vector:
        values = understood.brought.values
        if understood.brought.told == A_LINE:
            values = values[:, 0]
        sides = 2 if told.kind == "spans" else 1
        own = values.reshape(values.shape[values.ndim - sides :]).astype(np.int64)
        return Packing(
            cast(Kind, told.kind), own, told.document, reading.causal, values.ndim - sides
        )
    if reading.real is not None:
        return of_padding(understood, reading.real, sample)
    cells, values = reading.samples[sample], understood.brought.values
    if source(understood):
        own = cells[-SIDE:, -SIDE:]
        return Handed(own.astype(float), "bool", own)
    if values.ndim < 2 or values.shape[-2:] != cells.shape:
        return None
    values = values.reshape(-1, *cells.shape)
    if len(values) != len(reading.samples):
        return None
    own = values[sample][-SIDE:, -SIDE:]
    return Handed(own, form_of(own, first_word(understood)), cells[-SIDE:, -SIDE:])


def of_padding(understood: Understood, real: np.ndarray, sample: int) -> Handed | None:
    """The padding of all texts, of many that of as many as can be run, `sample` among them."""
    texts, keys = real.shape
    most = max(VALUES // keys**2, 1)
    first = min(sample, max(texts - most, 0))
    if understood.brought.values.size != real.size:
        return None  # the lengths of the texts
    wanted, sides = real[first : first + most], understood.brought.values.ndim
    if source(understood):
        return Handed(wanted.astype(float), "bool", wanted, "texts", sides, first)
    own = understood.brought.values.reshape(texts, keys)[first : first + most]
    return Handed(own, form_of(own, first_word(understood)), wanted, "texts", sides, first)


def source(understood: Understood) -> str:
    """What was brought, where it is no array; "" for an array."""
    if understood.size:
        return f"a {'rule' if understood.kind == 'rule' else 'function'}"
    if understood.brought.hidden:
        return "a print that leaves cells out"
    return "a drawing" if understood.brought.signs else ""


def first_word(understood: Understood) -> str:
    """How the first value was written."""
    return next(iter(understood.brought.words.values()), "")


def of_library(found: Sequence[Verdict], library: str | None) -> list[Verdict]:
    """The verdicts of the libraries whose title has the word; all where none is asked for."""
    if library is None:
        return list(found)
    named = {title for title in TITLES if library.casefold() in title.casefold()}
    if not named:
        raise CheckError(f"There is no library “{library[:40]}”; there are: {'; '.join(TITLES)}.")
    return [verdict for verdict in found if verdict.library.title in named]
