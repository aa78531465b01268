"""All ways to understand what somebody brought, the likeliest first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from maskviz.masks.matrix import counted, matrix
from maskviz.matrices.corners import ASSUMED, fitting
from maskviz.matrices.error import MatrixError, check_size
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.meaning import WEIGHTS, Meaning, meanings, no_mask
from maskviz.matrices.reading.reading import Reading
from maskviz.matrices.reading.sides import form_of, names_of
from maskviz.matrices.reading.startend import flash_mask, spans
from maskviz.matrices.reading.texts import Texts
from maskviz.matrices.reading.vectors import IDS, Documents, documents, padding_runs

SURE = 0.01  # of the cells: what differs from a known mask in fewer is that, with a slip
BLOCKS = ("perm_mask",)  # 1 = blocked, where it comes from
PADDING = ("key_padding_mask", "attention_mask", "padding_mask", "pad_mask")


def readings(brought: Brought) -> list[Reading]:
    """Every way to understand it, the likeliest first; MatrixError when there is none."""
    if IDS.search(brought.name.lower()):
        raise MatrixError(
            f"{brought.name} are tokens, not a mask; paste the attention_mask, or say what is "
            "padding: input_ids != pad."
        )
    if brought.hidden:
        return as_corners(brought)
    vectors = [] if brought.pairs else [as_vector, as_starts]
    found = [way for kind in (*vectors[:1], as_masks, *vectors[1:]) for way in kind(brought)]
    if not found:
        raise no_mask(brought)
    return [replace(way, remarks=(*way.remarks, *brought.remarks)) for way in found]


def as_corners(brought: Brought) -> list[Reading]:
    """The known masks that have the corners of a print that leaves cells out."""
    found, size = [], (brought.size or (ASSUMED, ASSUMED))[-2:]
    if brought.values.ndim > 1 and len(size) == 2:
        check_size(*size)
        said = f"{size[0]:,} x {size[1]:,}" if brought.size else f"some size, drawn for {ASSUMED}"
        for meaning in meanings(brought):
            first, *more = meaning.cells.reshape(-1, *brought.values.shape[-2:])
            alike = all(np.array_equal(first, other) for other in more)
            for call in fitting(first, brought.hidden, size) if alike else ():
                form = f"the corners of {said}: {call.title}, if what is hidden goes on so"
                cells = matrix(call.mask, *size, call.params)
                found.append(Reading(form, meaning.said, [cells], ["the mask"], meaning.remarks))
    if not found:
        raise MatrixError(
            "The print leaves cells out (…), and its corners are those of no known mask; print it "
            "whole, in NumPy after np.set_printoptions(threshold=10**7), in PyTorch after "
            "torch.set_printoptions(threshold=10**7)."
        )
    return found


def as_vector(brought: Brought) -> Iterator[Reading]:
    """One number a token: documents, or the padding of one text."""
    values, name = brought.values, brought.name
    if values.ndim == 2 and values.shape[0] == 1:
        values = values[0]
    if values.ndim != 1:
        return
    check_size(1, len(values))
    told = [] if brought.signs else documents(values, name)
    binary = set(np.unique(values).tolist()) <= {0.0, 1.0}
    padding = list(as_padding(replace(brought, values=values)))
    first = [d for d in told if named_so(d, name)] if binary else told
    yield from (reading for d in first for reading in of_documents(d))
    yield from padding
    yield from (reading for d in told if d not in first for reading in of_documents(d))


def named_so(found: Documents, name: str) -> bool:
    return found.kind in name.lower()


def of_documents(found: Documents) -> Iterator[Reading]:
    check_size(len(found.document), len(found.document))
    for causal in (True, False):
        form = "documents packed into one row" + (", each causal" if causal else "")
        cells = [found.cells(causal=causal)]
        yield Reading(form, found.said, cells, ["the mask"], vector=found, causal=causal)


def as_padding(brought: Brought) -> Iterator[Reading]:
    """The padding of one text, or of each of several: (key,) or (text, key)."""
    for meaning in of_keys(brought):
        rows = np.atleast_2d(meaning.cells)
        texts = "one text" if len(rows) == 1 else f"{len(rows)} texts"
        tokens = counted(rows.shape[1], "token")
        form = f"key padding of {texts} of {tokens}, the same for every query"
        names = [f"text {i}" for i in range(len(rows))]
        found = Reading(form, meaning.said, Texts(rows), names, meaning.remarks, real=rows)
        yield found
        both = Texts(rows, causal=True)
        yield replace(found, form=f"{form}, and causal", samples=both, causal=True)


def of_keys(brought: Brought) -> list[Meaning]:
    """What numbers mean that stand for keys; weights do not.

    True is what torch calls padding, in its key_padding_mask; 1 is what all others call a token.
    """
    found = [meaning for meaning in meanings(brought) if meaning.shut != WEIGHTS]
    return found[::-1] if says_padding(brought) else found


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


def as_masks(brought: Brought) -> Iterator[Reading]:
    """Queries by keys, one of them or a stack; what may be a batch of padding is weighed too."""
    values = brought.values
    if values.ndim < 2:
        return
    flat = values.reshape(-1, *values.shape[-2:])
    check_size(*flat.shape[1:])
    found: list[Reading] = []
    found_ways = meanings(brought)
    for meaning in found_ways[::-1] if brought.name.lower().endswith(BLOCKS) else found_ways:
        names, cells = names_of(values.shape), meaning.cells.reshape(flat.shape)
        found.append(Reading(form_of(brought), meaning.said, list(cells), names, meaning.remarks))
    ordered = weighed(found)
    batch = [] if brought.pairs else batches(brought)
    yield from batch + ordered if batch and before(batch[0], ordered, brought) else ordered + batch


def as_starts(brought: Brought) -> Iterator[Reading]:
    """Documents by their starts and ends, and what each key is blocked for by them."""
    if told := spans(brought):
        yield from of_documents(told)
    ways = flash_mask(brought)
    yield from weighed([Reading(form, said, [cells], ["the mask"]) for form, said, cells in ways])


def batches(brought: Brought) -> list[Reading]:
    """The same numbers as the padding of several texts, where they can be that."""
    values, named = brought.values, brought.name.lower().endswith(PADDING)
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
    if brought.name.lower().endswith(PADDING):
        square = len(values) == values.shape[1] > 2  # a mask of queries by keys under that name
        return not (square and masks and masks[0].plain)
    rows = np.array([cells[-1] for cells in batch.samples])
    known = bool(masks) and masks[0].doubt[0] == 0
    return padding_runs(rows) and not known


def weighed(found: Sequence[Reading]) -> list[Reading]:
    """The readings in order: one that is a known mask exactly first, then the closest."""
    if len(found) < 2 or found[0].uniform:
        return list(found)
    if known := next((reading for reading in found if reading.plain), None):
        return sorted(found, key=lambda reading: reading is not known)
    if found[0].plainly_apart < SURE:  # told enough of its tokens, much comes close by chance
        return list(found)
    return sorted(found, key=lambda reading: reading.doubt)
