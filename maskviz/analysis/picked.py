"""Clicked tokens: which are now what a row of tokens says, and what is kept of a click."""

from collections.abc import Mapping
from dataclasses import replace

from maskviz.masks.facts.spec import Click
from maskviz.masks.kinds import Facts


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
