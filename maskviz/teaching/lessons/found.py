"""Every lesson by its name: the path, and one for each mask of the catalogue."""

from difflib import get_close_matches
from functools import cache

from maskviz.masks.catalogue import MASKS
from maskviz.teaching.lessons.ofmask import PREFIX, mask_lesson
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.spec import Lesson


@cache
def names() -> tuple[str, ...]:
    """All lessons, those of the path first."""
    return (*PATH, *(f"{PREFIX}{mask}" for mask in MASKS))


def lesson_of(name: str) -> Lesson:
    """The lesson of that name, such as `causal` of the path and `mask-causal` of the mask.

    KeyError with the nearest name where there is none.
    """
    if name in PATH:
        return PATH[name]
    if name.startswith(PREFIX) and name.removeprefix(PREFIX) in MASKS:
        return mask_lesson(name.removeprefix(PREFIX))
    raise KeyError(f"there is no lesson “{name[:40]}”")


def nearest(name: str) -> str:
    """The lesson that somebody may have meant; the first where none is near."""
    bare = name.removeprefix(PREFIX)
    if bare in PATH or f"{PREFIX}{bare}" in names():
        return bare if bare in PATH else f"{PREFIX}{bare}"
    near = get_close_matches(name[:80], names(), 1) or get_close_matches(bare[:80], PATH, 1)
    return near[0] if near else names()[0]
