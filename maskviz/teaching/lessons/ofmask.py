"""A lesson for every mask, made from its file: its sentence and picture, a row to predict, and why
anyone wants it."""

from functools import cache
from itertools import groupby

import numpy as np

from maskviz.analysis.atlas import LATEST, entry
from maskviz.analysis.caption import look_holds
from maskviz.analysis.view import View
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import FAMILIES, MASKS
from maskviz.masks.matrix import arguments, view_of
from maskviz.masks.spec import Mask
from maskviz.settings.declared import DEFAULTS
from maskviz.stage.rings import Ring
from maskviz.teaching.lessons.measures import places, reads
from maskviz.teaching.lessons.spec import Figures, Lesson, Question, Step

PREFIX, WORDS = "mask-", "mask"
SHORT = "The king and the queen and the prince laughed"  # repeats words, fits a phone
IMAGES = "image"  # the family whose pictures need a text of their own length
LAST_ROWS = 5  # of the short text, for a mask that is about the last queries only
CHOICES = ("one", "two", "three")
QUIET = ("flow", "heads", "row", "prediction", "figures")


def state_of(mask: Mask) -> dict[str, object]:
    """The mask alone, on its own example where it needs one and on a short text where not."""
    settings = entry(mask).settings
    found = {key: value for key, value in settings.values.items() if value != DEFAULTS[key]}
    if settings.text == DEFAULTS["text"] and mask.family != IMAGES:
        found["text"] = SHORT
        if mask.name in LATEST:
            found["queries"] = min(LATEST[mask.name], LAST_ROWS)
    return {**found, "mask": mask.name}


def said(found: list[int], words: tuple[str, ...]) -> str:
    """Keys in a sentence, neighbours together: “The” to “the” (1–4), “prince” (8)."""
    told = []
    for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0]):
        keys = [k for _, k in run]
        first, last = f"“{words[keys[0]]}”", f"“{words[keys[-1]]}”"
        if len(keys) > 1:
            told.append(f"{first} to {last} ({keys[0]}–{keys[-1]})")
        else:
            told.append(f"{first} ({keys[0]})")
    return ", ".join(told) or "nothing"


def row_of(view: View) -> int:
    """The row that is asked about: the one in the middle of those that the mask really decides,
    where there are any; padding is not asked."""
    cells, real = view.mask.allowed, view.real.numpy()
    rows = [q for q in range(len(cells)) if real[q + view.region.offset]]
    some = [q for q in rows if cells[q].any() and not cells[q].all()]
    odd = [q for q in some if not np.array_equal(cells[q], before(view, q + view.region.offset))]
    found = odd or some or rows
    return found[len(found) // 2] + view.region.offset


def before(view: View, q: int) -> np.ndarray:
    """What causal lets a query read, bool (key,)."""
    return np.arange(view.region.keys) <= q


def wrong(view: View, q: int) -> list[list[int]]:
    """What somebody may think who has read the sentence too quickly, nearest first: the keys one
    place on, all that came before, all but these, everything, and the row above."""
    cells, keys = view.mask.allowed, view.region.keys
    row = cells[q - view.region.offset]
    tried = [
        np.concatenate([row[1:], row[-1:]]),
        before(view, q),
        np.concatenate([row[:1], row[:-1]]),
        ~row,
        np.ones(keys, dtype=bool),
        before(view, q - 1),
        np.arange(keys) == q,
    ]
    found: list[list[int]] = []
    for each in map(places, tried):
        if each != places(row) and each not in found:
            found.append(each)
    return found


def predicted(view: View) -> Figures:
    """The row, what it may read, and three sets of keys to choose from, in an order that the row
    decides."""
    q = row_of(view)
    right = places(view.mask.allowed[q - view.region.offset])
    sets = [right, *wrong(view, q)[: len(CHOICES) - 1]]
    turn = (q + len(right)) % len(CHOICES)
    sets = sets[turn:] + sets[:turn]
    return {
        "row": q,
        "asks": view.asks(q),
        "reads": said(right, view.words),
        "count": len(right),
        "right": CHOICES[sets.index(right)],
        **{name: said(keys, view.words) for name, keys in zip(CHOICES, sets, strict=True)},
    }


def known(view: View, mask: Mask) -> str:
    """What the names in the rule stand for here: numbers that are set, and a fact of each token."""
    region, told = view.region, []
    given = view_of(region.queries, region.keys, region.offset, view.head)
    for p in mask.parameters.values():
        if p in mask.facts:
            values = " ".join(str(int(n)) for n in region.facts[p.name])
            told.append(f"`{p.name}` of the tokens is {values}: {decapitalized(p.help)}")
        else:
            value = given[p.name] if p.name in given else view.settings.params_of(mask)[p.name]
            told.append(f"`{p.name}` is {value}: {decapitalized(p.help)}")
    return " ".join(told)


def decapitalized(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def counted(view: View) -> Figures:
    cells = view.mask.allowed
    return {"open": int(cells.sum()), "cells": cells.size, "share": float(cells.mean())}


def as_said(view: View, mask: Mask) -> bool:
    """Whether the rule of the mask's file, asked cell by cell, says what is drawn."""
    region = view.region
    given = view_of(region.queries, region.keys, region.offset, view.head)
    words = arguments(mask, view.settings.params_of(mask), region.facts, given)
    rows = range(region.offset, region.offset + region.queries)
    return all(
        reads(view, q) == [k for k in range(region.keys) if mask.rule(q, k, **words)] for q in rows
    )


def steps_of(mask: Mask) -> tuple[Step, ...]:
    state = state_of(mask)
    return (
        Step(
            "picture",
            state,
            lambda view, f: look_holds(view.mask, view.region, False) and as_said(view, mask),
            rings=(Ring("mask"),),
            measured=counted,
            show=("mask",),
            hide=QUIET,
        ),
        Step(
            "predict",
            state,
            lambda view, f: (
                len({f[name] for name in CHOICES}) == len(CHOICES)
                and f["count"] == len(reads(view, f["row"]))
            ),
            rings=lambda view, f: (Ring("mask", f["row"]),),
            measured=lambda view: {**predicted(view), "known": known(view, mask)},
            show=("mask", "raw"),
            hide=QUIET,
            question=Question(lambda view, f: f["right"], covered=("mask",)),
        ),
        Step(
            "why",
            state,
            lambda view, f: as_said(view, mask),
            rings=(Ring("mask"),),
            measured=counted,
            show=("mask",),
            hide=QUIET,
        ),
    )


@cache
def mask_lesson(name: str) -> Lesson:
    """The lesson of a mask of the catalogue, by the mask's name."""
    mask = MASKS[name]
    given = {
        "title": mask.title,
        "says": mask.sentence,
        "inequality": mask.inequality,
        "paragraph": mask.paragraph,
        "source": mask.source,
        "names": (mask.aliases or mask.title).replace("; ", ", "),
        "family": FAMILIES[mask.family],
        "sight": MaskCall(mask.name).look,
    }
    return Lesson(f"{PREFIX}{mask.name}", steps_of(mask), words=WORDS, given=given)
