"""The raw parameters of an address as a table for people, made from the settings themselves."""

from typing import NamedTuple

from maskviz.masks.kinds import Flag, Int, Option
from maskviz.settings.declared import CONTROLS
from maskviz.settings.kinds import MOST_LISTED, Choice, Kind, Many, RuleText, Switch, TermText, Text
from maskviz.settings.raw import to_words


class Parameter(NamedTuple):
    """One parameter: its name, what it may be, and what it is when it is left out."""

    name: str
    values: str
    default: str


def parameters() -> list[Parameter]:
    """Every parameter, in the order of the settings."""
    return [
        Parameter(key, allowed(control.kind), to_words(control.default)[0])
        for key, control in CONTROLS.items()
    ]


def allowed(kind: Kind) -> str:
    """What a parameter may be, in words."""
    match kind:
        case Int(low=low, high=high):
            return f"{low} to {high}"
        case Flag():
            return "0 or 1"
        case Switch():
            return "true or false"
        case Option(names=names):
            return " or ".join(names)
        case Choice(options=options):
            listed = len(options) <= MOST_LISTED
            some = map(str, options if listed else options[:3])
            return ", ".join(some) + ("" if listed else f" or another of {len(options)}")
        case Many(options=options):
            return f"any of {', '.join(map(str, options))}, with commas"
        case Text(limit=limit):
            return f"text, at most {limit:,} characters"
        case RuleText(limit=limit):
            return f"a rule, at most {limit:,} characters"
        case TermText():
            return "masks made of masks"
    raise TypeError(kind)
