"""All ways to understand what somebody brought, the likeliest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from maskviz.masks.matrix import matrix
from maskviz.matrices.corners import ASSUMED, fitting
from maskviz.matrices.error import MatrixError, check_size
from maskviz.matrices.reading.brought import A_LINE, Brought
from maskviz.matrices.reading.indices import readings_of
from maskviz.matrices.reading.meaning import meanings, no_mask
from maskviz.matrices.reading.padding import as_padding, batches, before, is_batch, of_lengths
from maskviz.matrices.reading.reading import Reading
from maskviz.matrices.reading.sides import form_of, names_of
from maskviz.matrices.reading.startend import flash_mask, spans
from maskviz.matrices.reading.vectors import IDS, Documents, documents

SURE = 0.01  # of the cells: what differs from a known mask in fewer is that, with a slip
OF_TEXTS = re.compile(r"valid_?len|(?:src|source|text|input)_?len")  # of a batch, and not packed
BLOCKS = ("perm_mask",)  # 1 = blocked, where it comes from


def readings(brought: Brought) -> list[Reading]:
    """Every way to understand it, the likeliest first; MatrixError when there is none."""
    if IDS.search(brought.name.lower()):
        raise MatrixError(
            f"{brought.name} are tokens, not a mask; paste the attention_mask, or say what is "
            "padding: input_ids != pad."
        )
    if brought.hidden:
        return as_corners(brought)
    vectors = [] if brought.pairs else [as_vector, as_places]
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
    if brought.told == A_LINE:
        check_size(*values.shape)
        values = values[:, 0]
    if values.ndim != 1:
        return
    check_size(1, len(values))
    told = [] if brought.signs else documents(values, name)
    binary = set(np.unique(values).tolist()) <= {0.0, 1.0}
    brought = replace(brought, values=values)
    padding = list(as_padding(brought))
    first = [d for d in told if named_so(d, name)] if binary else told
    texts = [*of_lengths(brought)] if any(d.kind == "lengths" for d in told) else []
    if OF_TEXTS.search(name.lower()):
        yield from texts
    yield from (reading for d in first for reading in of_documents(d))
    yield from padding
    if not OF_TEXTS.search(name.lower()):
        yield from texts
    yield from (reading for d in told if d not in first for reading in of_documents(d))


def named_so(found: Documents, name: str) -> bool:
    return found.kind in name.lower()


def of_documents(found: Documents) -> Iterator[Reading]:
    check_size(len(found.document), len(found.document))
    for causal in (True, False):
        form = "documents packed into one row" + (", each causal" if causal else "")
        cells = [found.cells(causal=causal)]
        yield Reading(form, found.said, cells, ["the mask"], vector=found, causal=causal)


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
    ordered, batch = weighed(found), [] if brought.pairs else batches(brought)
    if not batch:
        yield from ordered
    elif before(batch[0], ordered, brought):
        yield from batch + ordered
    elif ordered and is_batch(batch[0]):
        (mask, *more), (texts, *rest) = ordered, batch
        said = (
            "Each row is open in one run, as the padding of a text is: it could as well be "
            f"{texts.form.partition(',')[0]}, {texts.means}."
        )
        yield replace(mask, remarks=(*mask.remarks, said), either=True)
        yield from (*more, replace(texts, either=True), *rest)
    else:
        yield from ordered + batch


def as_places(brought: Brought) -> Iterator[Reading]:
    """Documents by their starts and ends, cells by their places, and for each key the rows in which
    it is blocked."""
    if told := spans(brought):
        yield from of_documents(told)
    first, last = readings_of(brought)
    for ways in (first, flash_mask(brought), last):
        yield from weighed(
            [Reading(form, said, [cells], ["the mask"]) for form, said, cells in ways]
        )


def weighed(found: Sequence[Reading]) -> list[Reading]:
    """The readings in order: one that is a known mask exactly first, then the closest."""
    if len(found) < 2 or found[0].uniform:
        return list(found)
    if known := next((reading for reading in found if reading.plain), None):
        return sorted(found, key=lambda reading: reading is not known)
    if found[0].plainly_apart < SURE:  # told enough of its tokens, much comes close by chance
        return list(found)
    return sorted(found, key=lambda reading: reading.doubt)
