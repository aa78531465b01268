"""What a mask is: a predicate over positions; parameters and story declared once."""

import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, get_type_hints

from maskviz.masks.picture import Picture

# Why a mask that compares places leaves rows empty when there are more queries than keys.
BEFORE_EVERY_KEY = "With more queries than keys, the first queries stand before every key."


def quoted(value: Any) -> str:
    """A value of unknown origin as a message shows it: short, and a list only by its kind."""
    return type(value).__name__ if isinstance(value, list | dict) else repr(value)[:40]


@dataclass(frozen=True)
class Int:
    """A whole number the visitor sets; moving it by `step` must be able to change the mask."""

    low: int
    high: int
    help: str
    step: int = 1
    label: str = ""  # beside its control; without one the parameter's name is

    def problem(self, value: Any) -> str | None:
        """What is wrong with a value, with the numbers; None when nothing is."""
        if isinstance(value, bool) or not isinstance(value, int):
            return f"{quoted(value)} is not a whole number"
        if not self.low <= value <= self.high:
            return f"{quoted(value)} is outside {self.low} to {self.high}"
        return None


@dataclass(frozen=True)
class Flag:
    """A switch: 0 or 1, so that a predicate can calculate with it."""

    help: str
    label: str = ""

    def problem(self, value: Any) -> str | None:
        known = isinstance(value, int) and value in (0, 1)
        return None if known else f"{quoted(value)} is neither 0 nor 1"


@dataclass(frozen=True)
class Fact:
    """A whole number for every token, 0 to `high`, read by position: `real[k]`.

    varies  how one text differs least from another: in one token's value alone; in two values
            swapped, when they are an order; or in several together, when they depend on each other
    """

    help: str
    high: int = 1
    varies: Literal["alone", "swapped", "together"] = "alone"


GIVEN = {  # name of the parameter -> what it is
    "offset": "Keys that stand before the first query.",
    "keys": "How many keys there are.",
    "head": "The number of the head, counted from 0.",
}


@dataclass(frozen=True)
class Given:
    """A number of the view, never typed; the parameter's name says which one of GIVEN."""


Kind = Int | Flag | Fact | Given


@dataclass(frozen=True)
class Parameter:
    """One keyword of a predicate as its signature declares it."""

    name: str
    kind: Kind
    default: Any

    @property
    def help(self) -> str:
        return GIVEN[self.name] if isinstance(self.kind, Given) else self.kind.help

    @property
    def label(self) -> str:
        """What stands beside its control: "Chunk size"."""
        return getattr(self.kind, "label", "") or self.name.replace("_", " ").capitalize()


class Declared:
    """What one function declares: its numbers in the signature, its story in the docstring."""

    rule: Callable

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Name -> parameter, in the order of the signature; the annotation holds the kind."""
        hints = get_type_hints(self.rule, include_extras=True)
        found = {}
        for name, item in inspect.signature(self.rule).parameters.items():
            if item.kind is item.KEYWORD_ONLY:
                default = None if item.default is item.empty else item.default
                found[name] = Parameter(name, hints[name].__metadata__[0], default)
        return MappingProxyType(found)

    def named(self, *kinds: type) -> list[Parameter]:
        return [p for p in self.parameters.values() if isinstance(p.kind, kinds)]

    @property
    def controls(self) -> list[Parameter]:
        """The parameters a visitor sets as numbers and switches."""
        return self.named(Int, Flag)

    @property
    def facts(self) -> list[Parameter]:
        """The parameters that come from the tokens."""
        return self.named(Fact)

    @property
    def defaults(self) -> dict[str, int]:
        return {p.name: p.default for p in self.controls}

    @cached_property
    def sentence(self) -> str:
        """The docstring's first line: one sentence a learner can repeat."""
        return inspect.getdoc(self.rule).split("\n", 1)[0]

    @cached_property
    def lesson(self) -> str:
        """The rest of the docstring: the inequality, then why anyone wants the mask."""
        return inspect.getdoc(self.rule).partition("\n")[2].strip()

    @property
    def inequality(self) -> str:
        """The rule as one line of mathematics: `0 <= q - k < window`."""
        return self.lesson.split("\n", 1)[0]

    @cached_property
    def code(self) -> str:
        """The source of the predicate as it runs, without decorator and docstring."""
        source = textwrap.dedent(inspect.getsource(self.rule))
        head = source[re.search(r"^def ", source, re.MULTILINE).start() :]
        start, end = head.index('"""'), head.index('"""', head.index('"""') + 3) + 3
        return head[:start].rstrip() + head[end:]


@dataclass(frozen=True)
class Mask(Declared):
    """One mask of the catalogue: `rule(q, k, *, …)` is True where query q may read key k."""

    name: str
    title: str
    family: str
    rule: Callable
    pictures: tuple[Picture, ...]
    source: str
    look: str  # what to look for, one sentence; {window} takes the parameter's value
    empty_rows: str = ""  # why a query may be left with nothing to read, when that can happen
    same_as: str = ""  # the mask whose pictures it shares, when it is the same by intent
    parts: tuple[str, ...] = ()  # the masks whose AND it is, for showing how it is made
    contrast: str = ""  # the other mask that people mean by the same name
    aliases: tuple[str, ...] = ()  # what people type who look for it: other names, models, options


def mask(
    *,
    title: str,
    family: str,
    source: str,
    look: str,
    pictures: tuple[Picture, ...],
    **more: Any,
) -> Callable[[Callable], Mask]:
    """Turn a predicate into a `Mask` named like the function; `more` has its other fields."""
    return lambda rule: Mask(rule.__name__, title, family, rule, pictures, source, look, **more)
