"""Many visitors, one after the other: nothing breaks, and memory does not climb."""

import gc
import random
import tracemalloc

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from tests.ui.page import opened, state_of

pytestmark = pytest.mark.soak
WORDS = ("king", "wolf", "the", "and", "house", "saw", "a")
VISITS, WARM = 120, 20
SLOPE = 2_000_000  # bytes for 100 sessions


def visit(chance: random.Random) -> None:
    words = chance.choices(
        ["king", "wolf", "the", "and", "house", "saw", "a"], k=chance.randint(1, 60)
    )
    values = {
        "text": " ".join(words),
        "mask": chance.choice(list(MASKS)),
        "each": chance.random() < 0.3,
    }
    settings = Settings.of(**values).but(layer=chance.randrange(4))
    assert state_of(opened(p=make_link(settings)))["text"] == values["text"]


def test_two_hundred_visits_leave_the_memory_as_it_was():
    """The least of ten readings at each end: a model that is just being read counts for nothing."""
    chance, sizes = random.Random(1), []
    for _ in range(WARM):
        visit(chance)
    tracemalloc.start()
    for _ in range(VISITS):
        visit(chance)
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    early, late = sizes[WARM : WARM + 10], sizes[-10:]  # caches are full by then
    growth = min(late) - min(early)
    assert growth / (VISITS - WARM - 10) * 100 < SLOPE
