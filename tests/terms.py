"""Masks as anybody may write them: texts made by chance, from all that the two languages have."""

import random
from collections.abc import Callable

from maskviz.masks.call import CATALOGUE
from maskviz.masks.facts import FACTS

NAMES = (
    "q",
    "k",
    "q",
    "k",
    "h",
    "offset",
    "queries",
    "keys",
    "0",
    "1",
    "2",
    "3",
    "7",
    "2147483647",
)
RELATIONS = ("<", "<=", ">", ">=", "==", "!=")
SHIFTS = (-99_999, -2_048, -5, -1, 0, 1, 4, 2_048, 99_999)
WHOLE = ("rule{%s}", "and(%s, %s)", "or(%s, %s)", "or(%s, %s, %s)", "and(%s)", "not(%s)",
         "per_document(%s)", "shift(%s, by=%d)")  # fmt: skip
NUMBERS = ("({n} + {n})", "({n} - {n})", "({n} * {n})", "({n} // {n})", "({n} % {n})", "-{n}",
           "abs({n})", "min({n}, {n})", "max({n}, {n})", "where({c}, {n}, {n})",
           "({n} if {c} else {n})")  # fmt: skip
CONDITIONS = ("{n} {r} {n}", "{n} {r} {n}", "{n} {r} {n} {r} {n}", "({c} and {c})", "({c} or {c})",
              "(({c}) & ({c}))", "(({c}) | ({c}))", "(({c}) ^ ({c}))", "not ({c})", "~({c})",
              "({c}) != ({c})", "True", "False")  # fmt: skip


def number(draw: random.Random, deep: int) -> str:
    if deep <= 0 or draw.random() < 0.3:
        fact = f"{draw.choice(list(FACTS))}[{draw.choice('qk')}]"
        return draw.choice([fact, draw.choice(NAMES), draw.choice(NAMES)])
    return filled(draw.choice(NUMBERS), draw, deep - 1)


def condition(draw: random.Random, deep: int) -> str:
    return filled(draw.choice(CONDITIONS[:2] if deep <= 0 else CONDITIONS), draw, deep - 1)


def filled(form: str, draw: random.Random, deep: int) -> str:
    """A form with each of its places taken by something of its own."""
    places: dict[str, Callable[[], str]] = {
        "{n}": lambda: number(draw, deep),
        "{c}": lambda: condition(draw, deep),
        "{r}": lambda: draw.choice(RELATIONS),
    }
    for place, make in places.items():
        while place in form:
            form = form.replace(place, make(), 1)
    return form


def call(draw: random.Random) -> str:
    """A mask with numbers, its ends among them."""
    name = draw.choice(list(CATALOGUE))
    values = [
        f"{p.name}={draw.choice([*p.kind.ends, *(list(p.kind.values(9)) or p.kind.ends)[:9]])}"
        for p in CATALOGUE[name].controls
    ]
    return f"{name}({', '.join(values)})"


def term_text(draw: random.Random, deep: int = 0) -> str:
    """A mask made of masks; not each is one, as positions that are moved have no facts."""
    form = draw.choice(["", "", WHOLE[0], *WHOLE] if deep < 3 else ["", WHOLE[0]])
    if form == WHOLE[0]:
        return form % condition(draw, draw.randint(0, 2))
    parts = tuple(term_text(draw, deep + 1) for _ in range(form.count("%s")))
    return form % (*parts, *([draw.choice(SHIFTS)] * form.count("%d"))) if form else call(draw)
