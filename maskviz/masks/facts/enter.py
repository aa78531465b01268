"""Enter: when a walk through a tree of tokens, deep before wide, comes to a token."""

from maskviz.masks.facts.spec import Example, Number, Row, fact
from maskviz.masks.kinds import Fact, Int
from maskviz.masks.kinds.vector import Vector
from maskviz.masks.text import intervals, tree

PREFIX = Number("tree_prefix", "Prefix", Int(1, 2048, "Tokens before the tree."), 8, tokens=True)
BRANCHES = Number("tree_branches", "Branches", Int(1, 8, "Children of each token."), 2)

PARENT = Vector(
    "parent",
    "The token that it grows from, −1 for none.",
    -1,
    2047,
    rest=lambda place: place - 1,
    check=intervals,
)


def walk(row: Row) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """When the walk comes to each token, and the last that it comes to below it."""
    settings = row.settings
    return intervals(tree(len(row.labels), settings["tree_prefix"], settings["tree_branches"]))


@fact(
    Fact("When a depth-first walk comes to the token.", high=2047, varies="together"),
    Example("a trunk of a quarter bears branches of 16 tokens", lambda i, n: i),
    settings=(PREFIX, BRANCHES),
    vector=PARENT,
    computed=lambda parents: intervals(parents)[0],
)
def enter(row: Row) -> tuple[int, ...]:
    return walk(row)[0]
