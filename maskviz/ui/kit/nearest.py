"""What an address asks of a page in vain: the nearest thing opens, and one sentence says so."""

import re
from difflib import get_close_matches

import streamlit as st

from maskviz.masks.kinds import Int
from maskviz.settings.kinds import Choice
from maskviz.settings.raw import from_words

LONGEST = 40  # characters of what was asked that are repeated


def nearest(key: str, kind: Int | Choice) -> list[str]:
    """Put the nearest value that a setting can have into the address, before its control is drawn.

    Returns the sentence for what was asked in vain, none where all is well.
    """
    if not (words := st.query_params.get_all(key)):
        return []
    problem = kind.problem(from_words(kind, words))
    if not problem:
        return []
    word = words[-1]
    if isinstance(kind, Int):
        near = str(min(max(int(word), kind.low), kind.high)) if is_number(word) else None
        problem = f"{word[:LONGEST]} is outside {kind.low:,} to {kind.high:,}" if near else problem
    else:
        names = list(map(str, kind.options))
        near = next(iter(get_close_matches(word.lower(), names, 1, 0.5)), None)
    if near is None:
        st.query_params.pop(key)
        return [f"{key}: {problem}, so the first is shown."]
    st.query_params[key] = near
    return [f"{key}: {problem}; the nearest, {near}, is shown."]


def is_number(word: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]{1,30}", word))
