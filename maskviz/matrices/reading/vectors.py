"""One number a token or a text: which documents, lengths or padding they tell of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from maskviz.masks.painting import POSITIONS

NAMES = {  # how such a vector is called where it comes from -> what it is
    "ids": r"(doc|seg|sample|sequence|group|document|segment)\w*_?ids?$|^ids$|^documents?$",
    "cu_seqlens": r"cu_?seq_?lens?\w*|offsets|indptr|cumulative\w*",
    "position_ids": r"pos(ition)?_?ids?$|positions?$",
    "lengths": r"(seq_?|valid_?|src_?|input_?)?len(gth)?s$|lens\w*",
    "padding": r"(key_)?padding_mask$|attention_mask$|pad_mask$|mask$",
}
IDS = re.compile(r"input_?ids$|^labels?$")  # what is no mask
PADDED = -1  # the place of a token of padding
TOKENS = re.compile(
    rf"{IDS.pattern}|token_?type_?ids$|^tokens$|special_tokens_mask$"
)  # an array so named is taken last


@dataclass(frozen=True)
class Documents:
    """What a vector says of the tokens: which document each belongs to, and which are padding.

    kind      a name of NAMES
    said      what the vector was taken for, one clause
    document  of each token, -1 for padding
    """

    kind: str
    said: str
    document: tuple[int, ...]

    @property
    def lengths(self) -> list[int]:
        ids = [d for d in self.document if d >= 0]
        return [ids.count(d) for d in dict.fromkeys(ids)]

    def cells(self, *, causal: bool) -> np.ndarray:
        """Bool (q, k): a token reads its own document; padding reads nothing and is not read."""
        doc = np.array(self.document)
        same = (doc[:, None] == doc[None, :]) & (doc >= 0)[None, :]
        return same & np.tri(len(doc), dtype=bool) if causal else same


def documents(values: np.ndarray, name: str = "") -> list[Documents]:
    """What a vector of whole numbers can be, the likeliest first; nothing for other numbers."""
    if values.ndim != 1 or not values.size or not np.isfinite(values).all() or (values % 1).any():
        return []
    numbers = [int(value) for value in values]
    called = [kind for kind, pattern in NAMES.items() if re.search(pattern, name.lower())]
    if called == ["position_ids"]:
        return [made] if (made := positions(padded_away(numbers), True)) else []
    found = [
        made
        for made in (
            positions(numbers, False),
            cumulative(numbers),
            ids(numbers, "ids" in called),
            lengths(numbers, "lengths" in called),
        )
        if made
    ]
    return sorted(found, key=lambda item: item.kind not in called)


def spread(lengths: Sequence[int]) -> tuple[int, ...]:
    return tuple(i for i, length in enumerate(lengths) for _ in range(length))


def positions(numbers: list[int], named: bool) -> Documents | None:
    """Places that begin again at 0 with each document, behind padding at PADDED; one document, or
    two tokens, only where they are `named` so."""
    start = next((i for i, number in enumerate(numbers) if number != PADDED), 0)
    steps = all(b in (0, a + 1) for a, b in pairwise(numbers[start:]))
    few = not named and (len(numbers) < 3 or numbers.count(0) < 2)
    if numbers[start] != 0 or not steps or few:
        return None
    document = (-1,) * start + tuple(np.cumsum([number == 0 for number in numbers[start:]]) - 1)
    said = "the place of each token in its document, which begins again at 0"
    said += f", {start} of padding before it" if start else ""
    return Documents("position_ids", said, tuple(map(int, document)))


def padded_away(numbers: list[int]) -> list[int]:
    """Places with the 1s before the first 0, which stand for padding, at PADDED."""
    first = numbers.index(0) if 0 in numbers else 0
    padded = set(numbers[:first]) == {1}
    return [PADDED] * first + numbers[first:] if padded else numbers


def cumulative(numbers: list[int]) -> Documents | None:
    """Where each document begins, and the end: 0 first, then never less."""
    rising = all(a < b for a, b in pairwise(numbers))
    if len(numbers) < 2 or numbers[0] != 0 or not rising or numbers[-1] > POSITIONS:
        return None
    parts = [b - a for a, b in pairwise(numbers)]
    said = f"cu_seqlens: where each of {len(parts)} documents begins, and the end, {numbers[-1]}"
    return Documents("cu_seqlens", said, spread(parts))


def ids(numbers: list[int], named: bool) -> Documents | None:
    """The document of each token; 0 or -1 is padding where the others count from 1, or from 0.

    Unless they are `named` so, numbers that never stand twice in a row are no documents.
    """
    strangers = len(set(numbers)) == len(numbers) > 2 and not named
    if min(numbers) < -1 or len(numbers) < 2 or strangers:
        return None
    lowest = min(numbers)
    tail = numbers[-1] == lowest or numbers[0] == lowest
    runs = sum(a != b for a, b in pairwise(numbers)) + 1
    padded = lowest == -1 or (lowest == 0 and tail and len(set(numbers)) > 1 and numbers[0] != 0)
    padding = lowest if padded else None
    names = {
        number: i for i, number in enumerate(dict.fromkeys(n for n in numbers if n != padding))
    }
    document = tuple(names.get(number, -1) for number in numbers)
    said = f"the document of each of {len(numbers)} tokens" + (
        f", {padding} = padding" if padded else ""
    )
    alone = runs == len(numbers) > 2 and not named
    return None if alone else Documents("ids", said, document)


def lengths(numbers: list[int], named: bool) -> Documents | None:
    """How long each document is, one after the other; 0 and 1 alone where they are `named` so."""
    if min(numbers) < 0 or not 0 < sum(numbers) <= POSITIONS or (max(numbers) < 2 and not named):
        return None
    said = f"the lengths of {len(numbers)} documents, {sum(numbers)} tokens in all"
    return Documents("lengths", said, spread(numbers))


def padding_runs(rows: np.ndarray) -> bool:
    """Whether each row, bool (text, key), is open in one run that touches an end, or not at all:
    what padding looks like."""
    return all(is_padding(row) for row in rows)


def is_padding(row: np.ndarray) -> bool:
    turns = np.flatnonzero(np.diff(row.astype(np.int8)))
    return len(turns) <= 1 or (len(turns) == 2 and bool(row[turns[0] + 1]))
