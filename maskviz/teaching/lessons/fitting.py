"""Which lesson teaches what is looked at: a state, a mask, a page."""

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import Join, Opposite
from maskviz.models.attention import Recipe
from maskviz.settings.declared import Settings
from maskviz.teaching.lessons.found import lesson_of
from maskviz.teaching.lessons.ofmask import PREFIX
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.spec import Lesson


def of_mask(name: str) -> Lesson | None:
    """The mask's own lesson; a mask that is made of scores has none."""
    return lesson_of(f"{PREFIX}{name}") if name in MASKS else None


def around(name: str) -> Lesson | None:
    """The lesson of the path in which a mask is taught among others."""
    return next((lesson for lesson in PATH.values() if name in lesson.masks), None)


def of_page(address: str) -> Lesson | None:
    """The lesson of the path that leads to a page."""
    return next((lesson for lesson in PATH.values() if address in lesson.pages), None)


def of_state(settings: Settings) -> Lesson | None:
    """The lesson of what is unusual in a state, first of all; else of its mask; or none."""
    if settings.recipe.blocking != Recipe().blocking:
        return PATH["infinity"]
    if settings.each:
        return PATH["heads"]
    mask = settings.mask_of(settings.slot)
    if isinstance(mask, Join | Opposite):
        return PATH["combine"]
    return of_mask(mask.name) if isinstance(mask, MaskCall) else None
