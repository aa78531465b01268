"""Rank: a token's place in an order of reading that need not be the order of the text."""

from maskviz.masks.facts.spec import Example, Number, Row, fact
from maskviz.masks.kinds import Fact, Int
from maskviz.masks.kinds.vector import Vector
from maskviz.masks.text import ranks

SEED = Int(0, 9_999, "0 is the order of the text; each other number is an order of its own.")


@fact(
    Fact("Its place in the order of reading.", high=2047, varies="swapped"),
    Example(
        "even places are read first, then the odd ones", lambda i, n: i // 2 + i % 2 * -(-n // 2)
    ),
    vector=Vector("rank", "Its place in the order of reading.", 0, 2047, rest=int),
    settings=(Number("rank_seed", "Order of reading", SEED, 1),),
)
def rank(row: Row) -> tuple[int, ...]:
    return ranks(row.settings["rank_seed"], len(row.labels))
