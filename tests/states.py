"""Settings written down as links have them, masks as text, and read back that way."""

from collections.abc import Mapping
from typing import Any

from maskviz.analysis.reading import positions
from maskviz.analysis.running import plain_outcome
from maskviz.analysis.view import View
from maskviz.masks.compose import term_of
from maskviz.models.run import Run
from maskviz.settings.declared import Settings
from maskviz.settings.slots import CUSTOM, PAINTED, Page, SlotMask


def mask(text: str) -> SlotMask:
    return PAINTED if text == CUSTOM else term_of(text)


def page(base: str, flips: Any = (), biases: Any = ()) -> Page:
    return Page(term_of(base), tuple(flips), tuple((b, tuple(cells)) for b, cells in biases))


def state(slots: Any = (), book: Any = (), **changes: Any) -> Settings:
    """`Settings.of` with masks as text: slots={"0": "causal()"}, book={"0": {"base": …}}."""
    if isinstance(changes.get("composition"), str):
        changes["composition"] = term_of(changes["composition"])
    masks = {slot: mask(text) for slot, text in dict(slots).items()}
    pages = {slot: page(**found) for slot, found in dict(book).items()}
    return Settings.of(**changes, slots=masks, book=pages)


def slots_of(settings: Settings) -> Mapping[str, str]:
    return {slot: str(found) for slot, found in settings.slots.items()}


def book_of(settings: Settings) -> Mapping[str, dict]:
    return {slot: found.data for slot, found in settings.book.items()}


def plain_run(view: View) -> Run:
    """The text of a view under the model's own masks, run anew."""
    place = positions(view.settings, view.shipped, view.real)
    return plain_outcome(view.shipped, view.ids, view.real, place).run
