"""What a rule may name besides its positions: lengths of the view and facts of the tokens."""

from collections.abc import Mapping
from types import MappingProxyType

from maskviz.masks.facts import FACTS as TOKEN_FACTS
from maskviz.masks.kinds import Fact
from maskviz.masks.painting import POSITIONS
from maskviz.masks.rule.fault import HEADS

LAST = POSITIONS - 1  # q starts below 0 where more queries than keys are shown

NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(  # name -> what it lies between
    {
        "q": (-LAST, LAST),
        "k": (0, LAST),
        "h": (0, HEADS - 1),
        "offset": (-LAST, LAST),
        "queries": (0, POSITIONS),
        "keys": (0, POSITIONS),
    }
)
MEANING: Mapping[str, str] = MappingProxyType(
    {
        "q": "position of the query",
        "k": "position of the key",
        "h": "the head, counted from 0",
        "offset": "keys that stand before the first query",
        "queries": "rows of the matrix",
        "keys": "columns of the matrix",
    }
)
FUNCTIONS: Mapping[str, int] = MappingProxyType({"abs": 1, "min": 2, "max": 2, "where": 3})


# What can be looked up of each token, by name: real, special, secret …
FACTS: Mapping[str, Fact] = MappingProxyType({n: fact.kind for n, fact in TOKEN_FACTS.items()})
