"""What the exercises of all kinds of questions have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, asks_about_queries
from maskviz.masks.compose.tree import leaves
from maskviz.masks.compose.words import sentence, title
from maskviz.masks.facts import FACTS
from maskviz.settings.declared import Settings
from maskviz.settings.slots import controls_of
from maskviz.settings.versions import LinkError
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.facts import PAD, START
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.link import playground_link, with_seen

Header = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Exercise:
    """A question ready to be shown, and how an answer to it is judged.

    header    what the browser is told, without id and verdict
    size      how many cells or choices there are
    judge     the chosen ones -> the verdict as the browser is told
    pictures  bool (choice, query, key)
    after     the pictures that stand there with the verdict, where these are others
    """

    header: Header
    size: int
    judge: Callable[[Sequence[int]], Header]
    pictures: np.ndarray | None = None
    after: np.ndarray | None = None


def told_of(case: Case) -> Header:
    """The tokens of a case: its queries, its keys and what is known of them."""
    asks = asks_about_queries(case.term)

    def known(at: int) -> str:
        return ", ".join(f"{name} {values[at]}" for name, values in case.facts.items() if asks)

    places = range(case.offset, case.keys)
    return {
        "queries": [{"place": q, "word": case.tokens[q], "known": known(q)} for q in places],
        "keys": [{"place": k, "word": word} for k, word in enumerate(case.tokens)],
        "facts": [
            {"name": name, "help": FACTS[name].kind.help, "values": list(values)}
            for name, values in case.facts.items()
        ],
    }


def about(term: Term, queries: int = 0, keys: int = 0, *, formula: bool = True) -> Header:
    """The mask in words: its title, its sentence and, where wanted, its inequality."""
    lines = []
    if isinstance(term, MaskCall):
        lines.append(term.mask.sentence)
    else:
        lines.append(sentence(term))
        lines += {str(leaf): said(leaf) for leaf in leaves(term)}.values()
    if queries < keys:
        line = catalogue("predict")["page"]["last"]
        lines.append(line.format(queries=queries, keys=keys, first=keys - queries))
    code = term.mask.inequality if isinstance(term, MaskCall) and formula else ""
    return {"title": title(term), "lines": lines, "code": code}


def said(leaf: Any) -> str:
    if isinstance(leaf, MaskCall):
        return f"{leaf.title}: {leaf.mask.sentence}"
    return leaf.rule.sentence


def link_to(settings: Settings) -> str:
    """The address of the playground in this state; nothing where it has none."""
    try:
        return with_seen(playground_link(settings))
    except LinkError:
        return ""


def played(case: Case) -> Settings:
    """The playground with this mask, over these words or over a text that has what it asks for."""
    words = [word for word in case.tokens if word not in (START, PAD)]
    shown = {"text": " ".join(words)}
    for name in case.facts:
        shown |= FACTS[name].shown
    if case.offset:
        shown["queries"] = case.queries
    own = {"and_causal": False, "and_padding": False, **controls_of(case.term)}
    return Settings.of(**shown, **own)
