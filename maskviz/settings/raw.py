"""Settings as somebody writes them by hand in an address: `mask=causal&text=The+cat+sat&layer=2`.

They are words of the day: what they leave out is what the page opens with today.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from maskviz.masks.kinds import Flag, Int
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.kinds import Choice, Kind, Many, RuleText, Switch, TermText, Text
from maskviz.settings.parts import read_values

Words = Mapping[str, Sequence[str]]  # key -> its words, as an address has them


def read_raw(words: Words) -> tuple[dict[str, Any], list[str]]:
    """The values of parameters under their own keys, and a sentence for each that was ignored."""
    ignored: list[str] = []
    meant = {
        key: from_words(CONTROLS[key].kind, said) if key in CONTROLS else said
        for key, said in words.items()
    }
    return read_values(meant, ignored), ignored


def to_raw(settings: Settings, came: Words) -> dict[str, list[str]] | None:
    """The settings as parameters under their own keys; None when these cannot say them.

    Parameters that somebody came by stay as they were written while they are still true.
    """
    if settings.own_slots or settings.book or settings.picks or settings.vectors:
        return None
    if settings.locked:
        return None
    values, true = settings.values, read_raw(came)[0]
    words = {key: list(came[key]) for key in true if true[key] == values[key]}
    for key, value in values.items():
        if key not in words and value != DEFAULTS[key]:
            words[key] = to_words(value)
    found, unsaid = read_raw(words)
    return words if not unsaid and {**DEFAULTS, **found} == values else None


def to_words(value: Any) -> list[str]:
    """A value as `from_words` reads it."""
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, tuple):
        return [",".join(map(str, value))]
    return [str(value)]


def from_words(kind: Kind, words: Sequence[str]) -> Any:
    """A value as somebody writes it by hand in an address: `window=4`, `each=true`."""
    word = words[-1]
    match kind:
        case Text() | RuleText() | TermText():
            return word
        case Switch():
            return {"true": True, "1": True, "false": False, "0": False}.get(word.lower(), word)
        case Flag():
            return {"true": 1, "1": 1, "false": 0, "0": 0}.get(word.lower(), word)
        case Many():
            known = {str(o): o for o in kind.options}
            return tuple(known.get(w, w) for w in ",".join(words).split(",") if w)
        case Choice():
            return {str(o): o for o in kind.options}.get(word, word)
        case Int():
            return int(word) if re.fullmatch("-?(0|[1-9][0-9]{0,8})", word) else word
    return kind.read(word)
