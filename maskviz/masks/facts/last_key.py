"""Last key: how far a query may read in its document."""

from maskviz.masks.facts.first_key import first_key, ranges
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact


@fact(
    Fact("The last key that its query may read; before the first one it reads nothing.", high=2047),
    Example("each reads up to itself", lambda i, n: i),
    shown=first_key.shown,
    told=first_key.told,
    settings=first_key.settings,
)
def last_key(row: Row) -> list[int]:
    return [last for _, last in ranges(row)]
