"""Every library that is asked about an array or about a vector of documents."""

from maskviz.libraries.verdict.documents import ASKED
from maskviz.libraries.verdict.handed import Handed
from maskviz.libraries.verdict.taken import TAKINGS
from maskviz.libraries.verdict.taking import Verdict
from maskviz.libraries.verdict.vectors import Packing

TITLES = tuple(
    dict.fromkeys(
        library.title
        for library in (*(taking.library for taking in TAKINGS), *(library for library, _ in ASKED))
    )
)


def verdicts(handed: Handed | Packing) -> list[Verdict]:
    """What every library makes of it, or why it takes none."""
    if isinstance(handed, Packing):
        return [verdict(handed) for _, verdict in ASKED]
    return [taking.verdict(handed) for taking in TAKINGS]
