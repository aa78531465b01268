"""Domain: a token of a word that is on the visitor's list."""

import re
from collections.abc import Mapping

from maskviz.masks.facts.spec import Example, Row, WordList, fact
from maskviz.masks.kinds import Fact
from maskviz.masks.text import domain as of_domain
from maskviz.masks.text import present


def listed(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text) if word]


def found(row: Row) -> Mapping[str, bool]:
    return present(row.labels, listed(row.settings["domain_words"]))


@fact(
    Fact("1 for a word that is on the list."),
    Example("every 5th token is on the list", lambda i, n: i % 5 == 0),
    said=("not a word of the domain", "a word of the domain"),
    settings=(
        WordList(
            "domain_words",
            "Words of the domain",
            "king, queen, prince, princess",
            found,
            help="A capital or a possessive makes no difference.",
        ),
    ),
)
def domain(row: Row) -> tuple[int, ...]:
    return of_domain(row.labels, listed(row.settings["domain_words"]))
