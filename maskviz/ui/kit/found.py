"""The words for a known mask that a matrix comes close to."""

from maskviz.masks.matrix import counted
from maskviz.matrices.closest import Find
from maskviz.ui.kit.words import plain

SIDE = 336  # pixels of its picture at most, as wide as a phone


def named(find: Find) -> str:
    """ "Sliding window, window 4: 2 cells differ"."""
    return plain(f"{find.title}: {differs(find.distance)}")


def differs(count: int) -> str:
    if not count:
        return "the same in every cell"
    return f"{counted(count)} {'differs' if count == 1 else 'differ'}"
