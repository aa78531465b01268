"""What each token is: every file of this folder constructs one fact, and FACTS finds them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from maskviz.masks.discovery import found_in
from maskviz.masks.facts.spec import Click, Setting, TokenFact
from maskviz.masks.kinds.vector import Vector

FACTS: Mapping[str, TokenFact] = found_in(__name__, __path__, TokenFact, "fact", order="name")


@dataclass(frozen=True)
class Asked:
    """A fact of each token; the parameter's name says which one of FACTS."""


PerToken = Annotated[Sequence[int], Asked()]


def clicks_of(names: Iterable[str]) -> dict[str, Click]:
    """What can be clicked where these facts are asked for, each once."""
    return {click.name: click for name in names for click in FACTS[name].clicks}


def settings_of(names: Iterable[str]) -> dict[str, Setting]:
    """What decides these facts, each setting once."""
    return {setting.key: setting for name in names for setting in FACTS[name].settings}


def vectors_of(names: Iterable[str]) -> dict[str, Vector]:
    """What can be given in place of these facts, each once."""
    return {FACTS[name].given.name: FACTS[name].given for name in names}


VECTORS: Mapping[str, Vector] = vectors_of(FACTS)
PICKS: Mapping[str, Click] = clicks_of(FACTS)  # by their names in links
SETTINGS: Mapping[str, Setting] = settings_of(FACTS)
