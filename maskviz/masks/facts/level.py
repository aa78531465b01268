"""Level: how secret a token is, 0 for what everybody may read."""

import re
from collections.abc import Mapping

import numpy as np

from maskviz.masks.facts.secret import secret
from maskviz.masks.facts.spec import Example, Row, WordList, fact, numbered
from maskviz.masks.kinds import Fact
from maskviz.masks.text import find_secrets, present, spans_to_tokens, word_levels

LEVELS = 3  # above the public
LEVEL_OF = {"name": 1, "number": 2, "e-mail": 3, "phone": 3}  # until levels are picked by hand
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LISTED = re.compile(rf"({WORD.pattern})\s*[:=]?\s*([0-{LEVELS}])(?!\d)")


def levels_in(text: str) -> dict[str, int]:
    """The words of a list with their levels: `king 2, princess 3`; anything else is left out."""
    return {word: int(number) for word, number in LISTED.findall(text)}


def found(row: Row) -> Mapping[str, bool]:
    """Of each listed word whether the text has it; what has no level is never found."""
    if row.sorted_by_hand("level", LEVELS) is not None:
        return {}
    listed = row.settings["word_levels"]
    lost = WORD.findall(LISTED.sub(" ", listed))
    return {
        **present(row.labels, levels_in(listed)),
        **{f"{word} (no level 0 to {LEVELS})": False for word in lost},
    }


@fact(
    Fact("0 is public, 3 the most secret.", high=LEVELS),
    Example("levels 0 to 3 follow each other, 8 tokens each", lambda i, n: i // 8 % 4),
    shown=secret.shown,
    told="Listed words have their level; else names are 1, numbers 2, e-mail and phone 3, until "
    "you click tokens above.",
    clicks=numbered("level", "Tokens of level", LEVELS),
    settings=(WordList("word_levels", "Levels of words", "", found, hint="king 2, princess 3"),),
)
def level(row: Row) -> np.ndarray:
    """By hand; else by word where the words are listed, and by what looks secret."""
    if (chosen := row.sorted_by_hand("level", LEVELS)) is not None:
        return chosen
    highest = np.array(word_levels(row.labels, levels_in(row.settings["word_levels"])))
    for kind, n in LEVEL_OF.items():
        spans = spans_to_tokens(find_secrets(row.text, (kind,)), row.spans)
        highest = np.maximum(highest, n * np.array(spans))
    return highest
