"""Clicking tokens: which are sensitive, begin a document, are global, or have which level."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of
from maskviz.masks.facts import clicks_of
from maskviz.masks.facts.spec import Click
from maskviz.masks.kinds import Facts


def asked(view: View) -> Mapping[str, Click]:
    """The clicks that the mask looked at asks for, by name."""
    names = [name for rule in view.mask.rules if rule.term for name in facts_of(rule.term)]
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


def chosen(facts: Facts, pick: Click) -> list[int]:
    """The positions that are now what the row says."""
    return [i for i, value in enumerate(facts[pick.fact]) if value == pick.value]


def clicked(
    facts: Facts, pick: Click, on: set[int], before: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """What was picked, once the tokens of a row that are on are these.

    Switches are kept as differences from what is guessed, numbers as they are.
    """
    found = dict(before)
    if not pick.group:
        changed = on ^ set(chosen(facts, pick))
        found[pick.name] = tuple(sorted({*found.get(pick.name, ())} ^ changed))
    for value, name in enumerate(pick.group, 1):
        others = set(chosen(facts, replace(pick, name=name, value=value))) - on
        found[name] = tuple(sorted(on if name == pick.name else others))
    return found
