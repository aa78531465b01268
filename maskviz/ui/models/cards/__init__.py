"""The measured figures of each model, as tables."""

from collections.abc import Callable, Mapping

from maskviz.ui.models.cards.blanks import show_blanks
from maskviz.ui.models.cards.copies import show_copies
from maskviz.ui.models.cards.dates import show_dates
from maskviz.ui.models.cards.stories import show_stories

BODIES: Mapping[str, Callable[[Mapping], None]] = {
    "gpt": show_stories,
    "gpt-masked": show_stories,
    "bert": show_blanks,
    "dates": show_dates,
    "copier": show_copies,
}
