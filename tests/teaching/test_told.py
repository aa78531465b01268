"""Lessons by name, told as plain data; the right answers of mask lessons by another way."""

import re
from functools import lru_cache

import numpy as np
import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.models import load
from maskviz.teaching.lessons.found import lesson_of, nearest
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.told import figures_of, tell, told

shipped = lru_cache(load)


def test_the_right_keys_of_a_mask_lesson_are_those_of_the_matrix():
    """Against the catalogue's own matrix, for masks without facts."""
    for name, mask in MASKS.items():
        lesson = lesson_of(f"mask-{name}")
        view = make_view(lesson.steps[1].settings, shipped("gpt"))
        figures = figures_of(lesson, lesson.steps[1], view)
        region, q = view.region, figures["row"]
        cells = matrix(
            mask,
            region.queries,
            region.keys,
            view.settings.params_of(mask),
            {p.name: region.facts[p.name] for p in mask.facts},
            offset=region.offset,
        )
        row = np.flatnonzero(cells[q - region.offset])
        asked = tell(lesson, 2, view).asked
        places = [int(n) for n in re.findall(r"\((\d+)", asked.choices[asked.right])]
        assert figures["count"] == len(row)
        assert places == [k for k in row.tolist() if k - 1 not in row], name


def test_a_told_step_is_plain_and_remembered():
    step = told("why", 2, shipped("gpt"))
    assert step.asked.right == "up" and step.number == 2 and step.of == len(PATH["why"].steps)
    assert told("why", 2, shipped("gpt")) is step
    with pytest.raises(KeyError):
        told("nothing-like-it", 1, shipped("gpt"))
    with pytest.raises(IndexError):
        told("why", 99, shipped("gpt"))


@pytest.mark.parametrize(
    ("meant", "found"),
    [
        ("casual", "causal"),
        ("mask-sliding-window", "mask-sliding_window"),
        ("sliding_window", "mask-sliding_window"),
        ("mask-row", "row"),
        ("", "row"),
        ("%$§", "row"),
    ],
)
def test_a_wrong_name_leads_to_the_nearest(meant, found):
    assert nearest(meant) == found


def test_every_lesson_that_a_mask_or_page_leads_to_is_there():
    for lesson in PATH.values():
        assert set(lesson.masks) <= set(MASKS)
