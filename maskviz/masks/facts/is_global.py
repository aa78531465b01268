"""Global: one of the few tokens that everybody reads and that read everybody."""

import numpy as np

from maskviz.masks.facts.spec import Click, Example, Row, fact
from maskviz.masks.kinds import Fact


@fact(
    Fact("1 for a global token."),
    Example("the first four tokens are global", lambda i, n: i < 4),
    said=("not a global token", "a global token"),
    told="The first token is global until you click others above.",
    clicks=(Click("is_global", "Global tokens", "is_global"),),
)
def is_global(row: Row) -> np.ndarray:
    """The first token, turned over where somebody clicked."""
    found = np.zeros(len(row.labels), dtype=int)
    found[int(np.argmax(row.real))] = 1
    return row.toggled(found, "is_global")
