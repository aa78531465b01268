"""A library's way of taking a mask, and what comes out of passing it something."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maskviz.libraries.conventions.intent import Intent

Empty = Literal["zeros", "mean", "unknown"]
Evidence = Literal["executed", "checked", "transcribed"]

EMPTY: dict[Empty, str] = {
    "zeros": "A row with nothing to read gives zeros.",
    "mean": "A row with nothing to read gives the mean of all values.",
    "unknown": "What the kernel makes of a row with nothing to read is not checked here.",
}
VERSIONS = {
    "torch": "2.13.0",
    "transformers": "5.23.0",
    "jax": "0.10.2",
    "flax": "0.12.8",
    "keras": "3.15.1",
    "mlx": "0.32.4",
    "xformers": "0.0.35",
    "attn-gym": "0.0.17",
    "flash-attn": "2.8.3",
    "TransformerEngine": "2.21 (development)",
}


@dataclass(frozen=True)
class Spelling:
    """One way to pass something, and which keys each query then really reads.

    cells    bool (q, k), or None when the library refuses
    nan      rows that come out as NaN
    refused  the library's own message, or a sentence where there is nothing to pass it to
    note     what to know about it, one sentence
    """

    code: str
    cells: np.ndarray | None = None
    nan: tuple[int, ...] = ()
    refused: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What a library makes of an intent.

    words   the intent taken literally, the first one as most people would write it
    exact   what gives the intent, when the first of the words does not
    cannot  why nothing gives it, or what the reader must know
    """

    words: tuple[Spelling, ...]
    exact: Spelling | None = None
    cannot: str = ""


@dataclass(frozen=True)
class Library:
    """A library's conventions, and its answer to an intent."""

    slug: str
    title: str
    package: str  # a key of VERSIONS
    evidence: Evidence
    true_means: str
    blocked: str  # what becomes of a blocked score
    aligned: str  # where its causal staircase stands when there are more keys than queries
    names: str  # what the names in the code are
    answer: Callable[[Intent], Answer]

    @property
    def shown_by(self) -> str:
        """How it is known, with the version."""
        how = {
            "executed": "Executed here",
            "checked": "Checked against",
            "transcribed": "Transcribed from source",
        }[self.evidence]
        between = " " if self.evidence == "checked" else ", "
        return f"{how}{between}{self.package} {VERSIONS[self.package]}"


def from_weights(code: str, weights: np.ndarray, note: str = "") -> Spelling:
    """What was read, from the weights (q, k) of a run whose scores are all equal."""
    nan = tuple(int(row) for row in np.flatnonzero(np.isnan(weights).any(axis=-1)))
    return Spelling(code, np.nan_to_num(weights) > 0, nan, note=note)


def from_mask(code: str, allowed: np.ndarray, empty: Empty, note: str = "") -> Spelling:
    """What is read under a mask (q, k), with the library's answer to a row that has nothing."""
    rows = ~allowed.any(axis=-1)
    cells = allowed | rows[:, None] if empty == "mean" else allowed
    told = [note] * bool(note) + [EMPTY[empty]] * bool(rows.any())
    return Spelling(code, cells, note=" ".join(told))


def refused(code: str, message: str, note: str = "") -> Spelling:
    return Spelling(code, refused=message, note=note)


def differing(spelling: Spelling, intent: Intent) -> int | None:
    """In how many cells what is read is not what is meant; None when the library refuses."""
    if spelling.cells is None:
        return None
    return int((spelling.cells != intent.wanted).sum())


def keys_read(spelling: Spelling, intent: Intent) -> int | None:
    """How many keys the intent's row reads; None when the library refuses."""
    return None if spelling.cells is None else int(spelling.cells[intent.interior].sum())
