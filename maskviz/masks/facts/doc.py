"""Document: which of the texts that share a sequence a token belongs to."""

import numpy as np

from maskviz.masks.facts.begins import begins
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import documents


@fact(
    Fact("The number of its document, counted from 0.", high=2047),
    Example("there are eight documents of one length", lambda i, n: 8 * i // n),
    shown=begins.shown,
    told=begins.told,
    clicks=begins.clicks,
)
def doc(row: Row) -> tuple[int, ...]:
    return documents(row.labels, np.flatnonzero(row["begins"]).tolist())
