"""The same matrix in the notations that people hand around: vectors of documents, columns, dense.

A notation that does not say all of the matrix says in its note what it leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maskviz.checking.take.documents import Packed, packed
from maskviz.libraries.export.lines import numbers, wrapped

LARGEST = 64  # a side of a matrix that is written out cell by cell
NUMBERS = {  # (causal, numbers a key) -> what they are
    (True, 1): "the row from which on it is blocked",
    (True, 2): "the rows in which it is blocked, from one to before the other",
    (False, 2): "the row from which on it is blocked, and the row before which it is",
    (False, 4): "the rows in which it is blocked, from one to before the other: two below the "
    "diagonal, two above",
}


@dataclass(frozen=True)
class Notation:
    """One notation of a matrix: what it is called, the lines to copy, what to know about them.

    whole  whether the lines alone make the matrix again; if not, the note says what is lost
    """

    name: str
    text: str
    note: str
    whole: bool = True


def notations(allowed: np.ndarray) -> list[Notation]:
    """Every notation that a matrix has, bool (q, k), True = may read; the shortest first."""
    found = packed(allowed)
    made = list(of_documents(found)) if found else []
    return [*made, *columns(allowed), *rows(allowed), *dense(allowed)]


def line(name: str, values: np.ndarray | list[int] | tuple[int, ...]) -> str:
    return wrapped(f"{name} = {numbers(values)}")


def of_documents(found: Packed) -> Iterator[Notation]:
    """One number a token or a document, where the matrix is documents laid end to end."""
    inside = "causal in each" if found.causal else "each reads all of its own"
    lost, padded = found.lost, found.padding
    last = padded and found.behind and not found.before  # then 0 is padding, as packers have it
    ids = [number + 1 if last else number for number in found.document]
    said = f"The document of each token, {inside}{f', {min(ids)} = padding' if padded else ''}."
    yield Notation("Document ids", line("document_ids", ids), said + lost, not lost)
    if padded:
        yield beside(found)
    if found.contiguous:
        yield from of_lengths(found, inside)


def beside(found: Packed) -> Notation:
    """What a library that is told padding alone is given."""
    real = [int(number >= 0) for number in found.document]
    whole = found.one and found.every
    rest = ", causal" if found.one and found.causal else "" if found.one else ", its documents"
    said = f"1 = a token, 0 = padding, for a library that is told the rest{rest}, otherwise."
    if whole:
        said = f"1 = a token, 0 = padding{', and causal' if found.causal else ''}."
    return Notation("attention_mask", line("attention_mask", real), said, whole)


def of_lengths(found: Packed, inside: str) -> Iterator[Notation]:
    """What documents in one piece each have, one after the other."""
    lost, real = found.lost, np.array(found.document) >= 0
    before, behind = found.before, found.behind
    place, count = ("before", before) if before else ("behind", behind)
    cut = f" Of {count} padding {place} them it says nothing." if count else ""
    said = f"Of each document, {inside}.{cut}{lost}"
    yield Notation("Lengths", line("lengths", found.lengths), said, not (cut or lost))
    text = line("cu_seqlens", np.cumsum([0, *found.lengths]))
    text += f"max_seqlen = {max(found.lengths)}\n"
    said = f"Where each document begins, and the end; {inside}."
    if found.padding:
        text += line("indices", np.flatnonzero(real))
        said += " Of the real tokens alone; indices says which they are."
    yield Notation("cu_seqlens", text, said + lost, not (lost or found.padding))
    spread = np.zeros(len(real), dtype=int)
    spread[real] = np.concatenate([np.arange(n) for n in found.lengths])
    said = f"The place of each token in its document: 0 begins the next; {inside}."
    if found.padding:
        said += " Padding has 0 too: attention_mask has to go with it."
    whole = not (lost or found.padding) and not found.one
    yield Notation("position_ids", line("position_ids", spread), said + lost, whole)


def columns(allowed: np.ndarray) -> Iterator[Notation]:
    """FlashMask's notation: for each key the rows that do not read it, from one to before another.

    Source: paddle.nn.functional.flashmask_attention, arXiv 2410.01359. Of four numbers a key, the
    first two are the rows blocked below the diagonal and the last two those above; of two with
    causal=False the first one below and the last one above; causal=True blocks the future besides.
    """
    queries, keys = allowed.shape
    if queries != keys:
        return
    causal = not np.triu(allowed, 1).any()
    below: list[tuple[int, ...]] = []
    above: list[tuple[int, ...]] = []
    for key in range(keys):
        shut = ~allowed[:, key]
        low = run(np.flatnonzero(shut[key:]) + key, queries)
        high = (0, 0) if causal else run(np.flatnonzero(shut[:key]), 0)
        if low is None or high is None:
            return
        below.append(low)
        above.append(high)
    low_ends, high_begins = {end for _, end in below}, {first for first, _ in above}
    short = low_ends == {queries} and high_begins == {0}
    pairs = zip(below, above, strict=True)
    table: list[tuple[int, ...]] = below if causal else [(*low, *high) for low, high in pairs]
    if short:
        table = [(row[0],) if causal else (row[0], row[3]) for row in table]
    said = NUMBERS[causal, len(table[0])]
    listed = ", ".join(numbers(row) for row in table)
    text = wrapped(f"startend_row_indices = [{listed}]") + f"causal = {causal}\n"
    yield Notation("Start-end rows of each column", text, f"FlashMask: for each key {said}.")


def run(places: np.ndarray, empty: int) -> tuple[int, int] | None:
    """Rows as (first, one past the last); an empty run at `empty`; None for more than one run."""
    if not len(places):
        return empty, empty
    first, last = int(places[0]), int(places[-1])
    return (first, last + 1) if last - first + 1 == len(places) else None


def rows(allowed: np.ndarray) -> Iterator[Notation]:
    """For each query the keys that it reads, from one to before another."""
    runs = [run(np.flatnonzero(row), 0) for row in allowed]
    found = [pair for pair in runs if pair is not None]
    if len(found) < len(runs):
        return
    text = line("first_key", [first for first, _ in found])
    text += line("end_key", [end for _, end in found])
    said = "For each query the first key that it reads, and one past the last; 0, 0 reads nothing."
    yield Notation("Start-end keys of each row", text, said)


def dense(allowed: np.ndarray) -> Iterator[Notation]:
    """Cell by cell, for a matrix that somebody can still read."""
    if max(allowed.shape) > LARGEST:
        return
    ways = {
        "Dense, True = may read": ("True", "False", "PyTorch SDPA, JAX, Flax, Keras."),
        "Dense, True = blocked": ("False", "True", "nn.MultiheadAttention, TransformerEngine."),
        "Dense, added to scores": ("0.", "-inf", "Anything that adds a mask to its scores."),
    }
    for name, (opened, shut, note) in ways.items():
        wide = max(len(opened), len(shut))
        lines = (", ".join((opened if c else shut).rjust(wide) for c in row) for row in allowed)
        body = ",\n        ".join(f"[{text}]" for text in lines)
        yield Notation(name, f"tensor([{body}])\n", note)
