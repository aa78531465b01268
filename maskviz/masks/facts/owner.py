"""Owner: whom a token belongs to, 0 for what is everybody's."""

import numpy as np

from maskviz.masks.facts.begins import begins
from maskviz.masks.facts.spec import Example, Row, fact, numbered
from maskviz.masks.kinds import Fact

OWNERS = 3  # besides the public


@fact(
    Fact("0 is public, 1 to 3 is an owner of its own.", high=OWNERS),
    Example("public tokens and three owners take turns", lambda i, n: i // 32 % 4),
    shown=begins.shown,
    told="Each sentence has the next owner, the first is public, until you click tokens above.",
    clicks=numbered("owner", "Tokens of owner", OWNERS),
)
def owner(row: Row) -> np.ndarray:
    """By hand; else each document has the next owner, and the first is public."""
    chosen = row.sorted_by_hand("owner", OWNERS)
    return row["doc"] % (OWNERS + 1) if chosen is None else chosen
