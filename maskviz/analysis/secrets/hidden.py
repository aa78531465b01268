"""Whose secret it is, and who must not know: what the mask goes by says so."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maskviz.analysis.moves.promise import places
from maskviz.analysis.view import View
from maskviz.masks.compose import facts_of

KINDS = ("owner", "level", "secret")  # facts of tokens, in the order in which a mask is asked


@dataclass(frozen=True)
class Hidden:
    """Tokens that hold one secret, and the rows that must not depend on them.

    fact    "secret": nobody else may know; "level": nobody lower; "owner": nobody else's
    number  of the level or the owner; 1 for a secret
    """

    fact: str
    number: int
    tokens: tuple[int, ...]
    others: tuple[int, ...]


def fact_of(view: View) -> str:
    """By which fact of tokens the mask of the head looked at hides; "secret" where by none."""
    asked = {n for rule in view.mask.rules if rule.term for n in facts_of(rule.term)}
    return next((name for name in KINDS if name in asked), "secret")


def hidden(view: View) -> Iterator[Hidden]:
    """Each secret of the text with those it must be kept from, padding left out."""
    fact = fact_of(view)
    numbers, real = view.region.facts[fact], view.real.numpy().astype(bool)
    for n in np.unique(numbers[real]).tolist():
        if n == 0:
            continue
        others = numbers < n if fact == "level" else numbers != n
        yield Hidden(fact, int(n), places(real & (numbers == n)), places(real & others))
