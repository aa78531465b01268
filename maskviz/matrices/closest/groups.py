"""Masks of tokens that belong together: documents, words, classes, owners, groups, images."""

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.labels import UNKNOWN, facts, settled, square
from maskviz.matrices.closest.tally import Fit, Tally
from maskviz.turns import step

SPARE = 2  # labels beyond those found, so that a token can be put into a group of its own

STRAYS = (0, 1, 3)  # cells that may have been turned over in a column


def gathered(weights: np.ndarray, kinds: int, first: int = 0, last: bool = True) -> np.ndarray:
    """Labels from `first` on for tokens that read each other; UNKNOWN when the labels run out.

    The last token that is in no group yet leads the next one, or the first such token.
    """
    labels, bonds = np.full(len(weights), UNKNOWN), weights + weights.T
    weighed = np.abs(weights).sum(axis=0) + np.abs(weights).sum(axis=1) > 0
    for label in range(first, kinds):
        step()
        alone = np.flatnonzero((labels == UNKNOWN) & weighed)
        if not len(alone):
            break
        leader = alone[-1 if last else 0]
        labels[(labels == UNKNOWN) & (bonds[leader] > 0)] = label
        labels[leader] = label
    return labels


def numbered(labels: np.ndarray, first: int = 0) -> np.ndarray:
    """Labels from `first` on in the order in which the text comes to them; smaller ones stay."""
    _, where, group = np.unique(labels, return_index=True, return_inverse=True)
    free = labels[where] >= first
    names = labels[where].copy()
    names[np.flatnonzero(free)[np.argsort(where[free])]] = first + np.arange(free.sum())
    return names[group]


def same(weights: np.ndarray, most: int, shared: int = 0) -> tuple[int, np.ndarray]:
    """Groups of tokens that read each other.

    `shared` 0: every label is a group; +1: label 0 is read by everybody as well; -1: label 0 is
    no group.
    """
    first = abs(shared)
    starts = [gathered(weights, most, first, last) for last in (True, False)]
    if shared:
        wrong = (shared * weights < 0).sum(axis=0)  # cells that speak against label 0
        for few in STRAYS:
            apart = np.where((wrong <= few)[:, None] | (wrong <= few), 0, weights)
            grouped = [gathered(apart, most, first, last) for last in (True, False)]
            starts += [np.where(wrong <= few, 0, labels) for labels in grouped]
    kinds = min(most, max(int(start.max()) for start in starts) + 1 + SPARE)
    table = np.eye(kinds, dtype=bool)
    if shared:
        table[:, 0] = shared > 0
    gain, labels = settled(weights, starts, table)
    return gain, numbered(np.maximum(labels, 0), first)


def fit_same(name: str, fact: str, causal: bool = False, shared: int = 0):
    """A fitter for tokens of one group, with or without the causal rule on top."""

    def fit(sums: Tally) -> Fit | None:
        if not sums.queries_are_tokens:
            return None
        most = min(MASKS[name].parameters[fact].kind.high + 1, sums.keys + 1)
        gain, labels = same(square(sums, sums.past if causal else None), most, shared)
        return Fit(gain, facts={fact: facts(labels)})

    return fit


def group_bidirectional(sums: Tally) -> Fit | None:
    """What lies before the query is open anyhow; groups are seen in what follows."""
    if not sums.queries_are_tokens:
        return None
    gain, labels = same(square(sums, sums.weights - sums.past), sums.keys + 1, shared=-1)
    return Fit(gain + int(sums.past_columns.sum()), facts={"group": facts(labels)})


def interleaved(sums: Tally) -> Fit | None:
    """Labels 2s and 2s + 1 are the words and the image of section s."""
    if not sums.queries_are_tokens:
        return None
    weights = square(sums)
    asked = np.abs(weights).sum(axis=1) > 0
    opened = (weights > 0).astype(np.float32)
    together = opened.T @ opened
    readers = together.diagonal()
    alike = 3 * together - readers[:, None] - readers  # both read, less one of them read alone
    starts = []
    for image in (np.where(asked, opened.diagonal() > 0, readers > 0), readers > 0):
        found = gathered(np.where(image[:, None] & image, alike, 0), len(weights))
        starts.append(np.where(found == UNKNOWN, UNKNOWN, 2 * found + 1))
    kinds = np.arange(max(int(start.max()) for start in starts) + 1 + 2 * SPARE)
    table = (kinds[:, None] // 2 == kinds // 2) & (kinds % 2 == 1)
    gain, labels = settled(weights, starts, table)
    labels = np.maximum(labels, 0)
    section = numbered(labels // 2)
    return Fit(gain, facts={"is_image": facts(labels % 2), "section": facts(section)})


FITTERS = {
    "document": fit_same("document", "doc"),
    "document_causal": fit_same("document_causal", "doc", causal=True),
    "shared_prefix": fit_same("shared_prefix", "doc", causal=True, shared=1),
    "same_word": fit_same("same_word", "word"),
    "same_class": fit_same("same_class", "kind"),
    "domain": fit_same("domain", "domain"),
    "owner": fit_same("owner", "owner", shared=1),
    "group_bidirectional": group_bidirectional,
    "interleaved": interleaved,
}
