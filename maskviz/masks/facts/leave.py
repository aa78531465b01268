"""Leave: the last token that a walk through a tree comes to below a token."""

from maskviz.masks.facts.enter import enter, walk
from maskviz.masks.facts.spec import Example, Row, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import intervals


def branch_end(i: int, n: int) -> int:
    """The last token below token i, where a trunk of a quarter bears branches of 16 tokens."""
    trunk = -(-n // 4)
    return n - 1 if i < trunk else min(n - 1, trunk + (i - trunk) // 16 * 16 + 15)


@fact(
    Fact("The last token the walk comes to below it.", high=2047, varies="together"),
    Example("the walk takes them in their order", branch_end),
    settings=enter.settings,
    vector=enter.vector,
    computed=lambda parents: intervals(parents)[1],
)
def leave(row: Row) -> tuple[int, ...]:
    return walk(row)[1]
