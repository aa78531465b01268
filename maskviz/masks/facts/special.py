"""Special: a mark that a tokenizer adds, or what divides a text, each kind chosen by itself."""

from collections.abc import Mapping

from maskviz.masks.facts.spec import Example, Row, Several, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import MARKS, SPECIAL_KINDS, special_tokens

TOLD = {  # kind -> how it is offered; a mark by how it is written
    "start": "begins a row",
    "padding": "fills a row",
    "unknown": "a character it does not know",
    "cls": "begins a row",
    "sep": "ends a sentence",
    "blank": "a blank",
    "break": "Line breaks",
    "punctuation": "Punctuation",
}


def title(kind: str) -> str:
    return f"{MARKS[kind]} {TOLD[kind]}" if kind in MARKS else TOLD[kind]


def found(row: Row) -> Mapping[str, bool]:
    return {k: any(special_tokens(row.labels, [k])) for k in row.settings["special_kinds"]}


KINDS = Several(
    "special_kinds",
    "Special tokens",
    {kind: title(kind) for kind in SPECIAL_KINDS},
    ("start", "cls", "sep"),
    found,
    marks=MARKS,
    help="Each is chosen by itself: those chosen are special, all others are not.",
)


@fact(
    Fact("1 for a token chosen as special."),
    Example("every 32nd token is special", lambda i, n: i % 32 == 0),
    said=("an ordinary token", "a special token"),
    settings=(KINDS,),
)
def special(row: Row) -> tuple[int, ...]:
    return special_tokens(row.labels, row.settings["special_kinds"])
