"""Padding of one text, or of each of several: a vector, a batch, or the lengths of the texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from maskviz.masks.matrix import counted
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.meaning import meanings
from maskviz.matrices.reading.meant import Meaning
from maskviz.matrices.reading.reading import Reading
from maskviz.matrices.reading.softmax import WEIGHTS
from maskviz.matrices.reading.texts import Texts
from maskviz.matrices.reading.vectors import padding_runs

NAMED = ("key_padding_mask", "attention_mask", "padding_mask", "pad_mask")


def as_padding(brought: Brought, *, polar: bool = True) -> Iterator[Reading]:
    """The padding of one text, or of each of several: (key,) or (text, key); 1 can be either,
    unless it is known to be no `polar` question."""
    for meaning in of_keys(brought)[: None if polar else 1]:
        rows = np.atleast_2d(meaning.cells)
        texts = "one text" if len(rows) == 1 else f"{len(rows)} texts"
        tokens = counted(rows.shape[1], "token")
        form = f"key padding of {texts} of {tokens}, the same for every query"
        names = [f"text {i}" for i in range(len(rows))]
        found = Reading(form, meaning.said, Texts(rows), names, meaning.remarks, real=rows)
        yield found
        both = Texts(rows, causal=True)
        yield replace(found, form=f"{form}, and causal", samples=both, causal=True)


def of_lengths(brought: Brought) -> Iterator[Reading]:
    """The padding of texts of which each number is the length, padded behind to the longest."""
    rows = np.arange(brought.values.max()) < brought.values[:, None]
    said = "how many tokens each text has, padded behind to the longest"
    for way in as_padding(Brought(rows.astype(float)), polar=False):
        yield replace(way, means=said)


def of_keys(brought: Brought) -> list[Meaning]:
    """What numbers mean that stand for keys; weights do not.

    True is what torch calls padding, in its key_padding_mask; 1 is what all others call a token,
    and what a special_tokens_mask says of what is left out.
    """
    found = [meaning for meaning in meanings(brought) if meaning.shut != WEIGHTS]
    shut = says_padding(brought) or brought.name.lower().endswith("special_tokens_mask")
    return found[::-1] if shut else found


def says_padding(brought: Brought) -> bool:
    """Whether True marks the padding: a batch has a text without any, and seldom one of nothing
    else; and padding stands more often behind a text than before it."""
    if "True" not in brought.words.values() or brought.name.lower().endswith("attention_mask"):
        return False
    if brought.name.lower().endswith("key_padding_mask"):
        return True
    rows = np.atleast_2d(brought.values.reshape(-1, brought.values.shape[-1])) == 1
    whole, none = rows.all(-1).any(), (~rows).all(-1).any()
    if len(rows) > 1 and whole != none:
        return bool(none)
    return not (rows[:, 0].all() and not rows[:, -1].all())


def batches(brought: Brought) -> list[Reading]:
    """The same numbers as the padding of several texts, where they can be that."""
    values, named = brought.values, brought.name.lower().endswith(NAMED)
    if values.ndim == 4 and values.shape[1:3] == (1, 1):
        values = values[:, 0, 0]
    elif values.ndim == 3 and values.shape[1] == 1:
        values = values[:, 0]
    elif values.ndim != 2 or len(values) < 2 or (len(values) == values.shape[1] and not named):
        return []  # as many texts as tokens would be chance
    return list(as_padding(replace(brought, values=values)))


def before(batch: Reading, masks: Sequence[Reading], brought: Brought) -> bool:
    """Whether a batch of padding is likelier than queries by keys."""
    values = brought.values
    if values.ndim > 2:
        return True
    if brought.name.lower().endswith(NAMED):
        square = len(values) == values.shape[1] > 2  # a mask of queries by keys under that name
        return not (square and masks and masks[0].plain)
    known = bool(masks) and masks[0].doubt[0] == 0
    return is_batch(batch) and not known


def is_batch(found: Reading) -> bool:
    """Whether its rows are what the padding of texts looks like."""
    return padding_runs(np.array([cells[-1] for cells in found.samples]))
