"""A mask by its name, as a mask put together of others, or as a rule; with what it is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from maskviz.masks.call import CATALOGUE, MaskCall, no_mask
from maskviz.masks.compose import Term, cells, facts_of, term_of
from maskviz.masks.compose.reading import WORDS
from maskviz.masks.kinds import Fact, quoted
from maskviz.masks.rule import FACTS, Rule, compile_rule
from maskviz.python.error import MaskError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9 ,_-]*")
FORM = re.compile(r"\s*([a-z_]+)\s*[({]")
MOST = 2**26  # cells of one matrix: 8,192 x 8,192


@dataclass(frozen=True)
class Named:
    """A mask with all that it is told.

    mask   a term of the catalogue, or a rule
    facts  what each token is, by name, for masks that look it up
    """

    mask: Term | Rule
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """For people: "Sliding window, window 4"; of a rule its own text."""
        if isinstance(self.mask, Rule):
            return " ".join(self.mask.text.split())
        return self.mask.title if isinstance(self.mask, MaskCall) else str(self.mask)

    def cells(self, queries: int, keys: int, offset: int | None, head: int) -> np.ndarray:
        """Bool (queries, keys), True = may read; row r is the query at position r + offset."""
        if isinstance(self.mask, Rule):
            heads = head + 1 if self.mask.per_head else None
            made = self.mask.matrix(queries, keys, self.facts, offset=offset, heads=heads)
            return made if heads is None else made[head]
        return cells(self.mask, queries, keys, self.facts, offset=offset, head=head)


def named(text: str, parameters: Mapping[str, Any]) -> Named:
    """The mask of a name, of `and(causal(), chunk(size=4))` or of a rule, with what it is told.

    Numbers are a mask's parameters or names of a rule; a sequence of whole numbers is a fact of the
    tokens, one for each. Errors: ValueError for what is no mask, and for what it does not ask for.
    """
    numbers, facts = sorted_out(parameters)
    if NAME.fullmatch(text.strip()):
        term: Term = MaskCall(slug(text), numbers)
        numbers = {}
    elif is_term(text):
        term = term_of(text.strip())
    else:
        return ruled(text, numbers, facts)
    known = facts_of(term)
    for name in (*numbers, *facts):
        if name not in known:
            asks = f"it asks for {', '.join(known)}" if known else "it asks for nothing"
            raise MaskError(f"{text.strip()} has no use for {name!r}; {asks}")
    return Named(term, facts)


def sorted_out(parameters: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Single numbers, and facts with one whole number a token."""
    numbers, facts = {}, {}
    for name, value in parameters.items():
        if isinstance(value, str):
            raise MaskError(f"{name} is {value[:40]!r}, not a number or one number for each token")
        array = np.asarray(value.detach().cpu() if hasattr(value, "detach") else value)
        if array.dtype.kind not in "iub" and array.size:
            said = array.dtype if array.ndim else quoted(value)
            raise MaskError(f"{name} is {said}, not whole numbers")
        if array.ndim > 1:
            raise MaskError(f"{name} is of shape {array.shape}, not one number for each token")
        if array.ndim:
            facts[name] = array if array.size else array.astype(int)
        else:
            numbers[name] = array.item()
    return numbers, facts


def known_name(text: str) -> str | None:
    """The name of a mask, also by its title: "Sliding window" is sliding_window."""
    titles = {mask.title.casefold(): name for name, mask in CATALOGUE.items()}
    bare = " ".join(text.split()).casefold()
    name = re.sub(r"[ -]+", "_", bare)
    return name if name in CATALOGUE else titles.get(bare)


def slug(text: str) -> str:
    """The same; MaskError with the nearest name where there is none."""
    if found := known_name(text):
        return found
    raise MaskError(no_mask(re.sub(r"[ -]+", "_", " ".join(text.split()).casefold())))


def is_term(text: str) -> bool:
    """Whether the text begins as masks put together do; `not (k > q)` is a rule all the same."""
    found = FORM.match(text)
    if not found or found[1] not in (*WORDS, *CATALOGUE):
        return False
    inside = re.findall(r"[a-z_]+(?=\s*[({])", text)
    return any(name in CATALOGUE or name == "rule" for name in inside)


def ruled(text: str, numbers: Mapping[str, Any], facts: Mapping[str, np.ndarray]) -> Named:
    """A rule with names of one's own for numbers and for what each token is."""
    whole = {name: int(value) for name, value in numbers.items()}
    own = {
        name: Fact("given", int(values.max(initial=0)))
        for name, values in facts.items()
        if name not in FACTS
    }
    rule = compile_rule(text, whole, {**FACTS, **own})
    for name in (*whole, *facts):
        if not re.search(rf"\b{name}\b", text):
            raise MaskError(f"the rule {rule.canonical} has no name {name!r}")
    return Named(rule, facts)


def check_cells(queries: int, keys: int) -> None:
    """MaskError where a matrix would be too large."""
    if queries * keys > MOST:
        raise MaskError(
            f"{queries:,} x {keys:,} are {queries * keys:,} cells, and {MOST:,} is the most"
        )
