"""What each library makes of an array that is handed over as it is, and the line that mends it."""

from maskviz.libraries.verdict.handed import FORMS, Handed, form_of
from maskviz.libraries.verdict.taken import TITLES, verdicts
from maskviz.libraries.verdict.taking import Verdict

__all__ = ["FORMS", "TITLES", "Handed", "Verdict", "form_of", "verdicts"]
