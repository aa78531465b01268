"""Clicking tokens: which are sensitive, begin a document, are global, or have which level."""

from collections.abc import Mapping
from typing import Any

from maskviz.analysis.picked import chosen
from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of
from maskviz.masks.facts import FACTS, clicks_of
from maskviz.masks.facts.spec import Click


def asked(view: View) -> Mapping[str, Click]:
    """The clicks that the mask looked at asks for, by name; none for what is given as numbers."""
    names = [name for rule in view.mask.rules if rule.term for name in facts_of(rule.term)]
    given = view.settings.vectors
    names = [name for name in names if FACTS[name].given.name not in given]
    return {pick.name: pick for pick in clicks_of(names).values()}


def picks(view: View) -> list[dict[str, Any]]:
    """The part `picks` of the board: a row of tokens for each."""
    return [
        {
            "name": pick.name,
            "label": f"{pick.label} (click to change)",
            "tokens": view.words,
            "on": chosen(view.region.facts, pick),
        }
        for pick in asked(view).values()
    ]
