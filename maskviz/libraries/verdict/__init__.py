"""What each library makes of an array that is handed over as it is, and the line that mends it."""

from maskviz.libraries.verdict.asked import TITLES, verdicts
from maskviz.libraries.verdict.documents import NO_ARGUMENT
from maskviz.libraries.verdict.handed import FORMS, Handed, form_of
from maskviz.libraries.verdict.taking import Verdict
from maskviz.libraries.verdict.vectors import CALLED, Kind, Packing, name_of

__all__ = [
    "CALLED",
    "FORMS",
    "NO_ARGUMENT",
    "TITLES",
    "Handed",
    "Kind",
    "Packing",
    "Verdict",
    "form_of",
    "name_of",
    "verdicts",
]
