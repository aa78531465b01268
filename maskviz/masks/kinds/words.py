"""What the kinds of parameters share: their values, and words for them."""

import re
from numbers import Integral
from typing import Any

Value = int | str  # what a visitor sets: a number, 0 or 1 for a switch, or the name of an option
WHOLE = re.compile(r"-?[0-9]{1,9}")


def quoted(value: Any) -> str:
    """A value of unknown origin as a message shows it: short, and a list only by its kind."""
    return type(value).__name__ if isinstance(value, list | dict) else repr(value)[:40]


def spoken(name: str) -> str:
    """A parameter's name as people read it: `one_way` is "one way"."""
    return name.replace("_", " ")


def is_whole(value: Any) -> bool:
    """Whether something is a whole number, numpy's included; True and False are none."""
    return isinstance(value, Integral) and not isinstance(value, bool)
