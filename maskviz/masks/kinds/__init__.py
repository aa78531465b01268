"""The kinds of parameters: each knows its values, what is wrong with one, and how it is said.

A visitor sets an Int, a Flag or an Option; a Fact comes from the tokens, a Given from the view.
"""

from maskviz.masks.kinds.fact import Fact, Facts
from maskviz.masks.kinds.flag import Flag
from maskviz.masks.kinds.given import GIVEN, Given
from maskviz.masks.kinds.option import Option
from maskviz.masks.kinds.whole import Int
from maskviz.masks.kinds.words import Value, is_whole, quoted, spoken

__all__ = [
    "GIVEN",
    "Adjustable",
    "Fact",
    "Facts",
    "Flag",
    "Given",
    "Int",
    "Kind",
    "Option",
    "Value",
    "is_whole",
    "quoted",
    "spoken",
]

Adjustable = Int | Flag | Option  # what a visitor sets
Kind = Adjustable | Fact | Given
