"""The measured figures of each model, as tables."""

from collections.abc import Callable, Mapping

from maskviz.ui.cards.blanks import show_blanks
from maskviz.ui.cards.copies import show_copies
from maskviz.ui.cards.dates import show_dates
from maskviz.ui.cards.stories import show_stories

BODIES: Mapping[str, Callable[[Mapping], None]] = {
    "gpt": show_stories,
    "gpt-masked": show_stories,
    "bert": show_blanks,
    "dates": show_dates,
    "copier": show_copies,
}
