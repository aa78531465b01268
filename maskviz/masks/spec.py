"""What a mask is: a predicate over positions; parameters and story declared once."""

import inspect
import re
import textwrap
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from maskviz.masks.facts import FACTS, Asked, PerToken
from maskviz.masks.kinds import (
    Adjustable,
    Fact,
    Flag,
    Given,
    Int,
    Option,
    Value,
)
from maskviz.masks.parameter import Parameter
from maskviz.masks.picture import Picture
from maskviz.masks.rule.predicate import parsed
from maskviz.masks.rule.tree import Node

__all__ = [
    "BEFORE_EVERY_KEY",
    "Declared",
    "Fact",
    "Flag",
    "Given",
    "Int",
    "Mask",
    "Option",
    "Parameter",
    "PerToken",
    "Picture",
    "mask",
]

# Why a mask that compares places leaves rows empty when there are more queries than keys.
BEFORE_EVERY_KEY = "With more queries than keys, the first queries stand before every key."


class Declared:
    """What one function declares: its numbers in the signature, its story in the docstring."""

    name: str
    title: str
    rule: Callable

    def __repr__(self) -> str:
        return f"<{self.name}: {self.sentence}>"

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Name -> parameter, in the order of the signature; the annotation holds the kind.

        ImportError for a fact of tokens that no file of masks/facts/ makes.
        """
        hints = get_type_hints(self.rule, include_extras=True)
        found = {}
        for name, item in inspect.signature(self.rule).parameters.items():
            if item.kind is item.KEYWORD_ONLY:
                default = None if item.default is item.empty else item.default
                kind = hints[name].__metadata__[0]
                kind = self.asked(name) if kind == Asked() else kind
                found[name] = Parameter(name, kind, default)
        return MappingProxyType(found)

    def asked(self, name: str) -> Fact:
        if name not in FACTS:
            raise ImportError(
                f"{self.title} asks for {name!r} of each token; masks/facts/ has {', '.join(FACTS)}"
            )
        return FACTS[name].kind

    def named(self, *kinds: type) -> list[Parameter]:
        return [p for p in self.parameters.values() if isinstance(p.kind, kinds)]

    @cached_property
    def controls(self) -> tuple[Parameter, ...]:
        """The parameters a visitor sets."""
        return tuple(self.named(*get_args(Adjustable)))

    @cached_property
    def facts(self) -> tuple[Parameter, ...]:
        """The parameters that come from the tokens."""
        return tuple(self.named(Fact))

    @property
    def defaults(self) -> dict[str, Value]:
        return {p.name: p.default for p in self.controls}

    def settled(self, params: Mapping[str, Value]) -> dict[str, Value]:
        """A value for every control: those given, else the default.

        ValueError when one is not declared or is none that its kind takes.
        """
        known = self.defaults
        for name, value in params.items():
            if name not in known:
                raise ValueError(self.unknown(set(params) - set(known)))
            kind = self.parameters[name].kind
            if problem := kind.problem(value):
                raise ValueError(f"{self.title}: {name} {problem}")
            known[name] = kind.plain(value)
        return known

    def unknown(self, names: Collection[str]) -> str:
        """The sentence for parameters that are not declared, with those that are."""
        known = list(self.defaults)
        near = {close[0]: None for n in sorted(names) if (close := get_close_matches(n, known))}
        meant = f"; did you mean {', '.join(near)}?" if near else ""
        has = f"it has {', '.join(known)}" if known else "it has none"
        return f"{self.title} has no parameter {', '.join(sorted(names))}, {has}{meant}"

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

    @property
    def paragraph(self) -> str:  # why anyone wants it
        return " ".join(self.lesson.split("\n", 1)[-1].split())

    @cached_property
    def code(self) -> str:
        """The source of the predicate as it runs, without decorator and docstring."""
        source = textwrap.dedent(inspect.getsource(self.rule))
        head = source[re.search(r"^def ", source, re.MULTILINE).start() :]
        start, end = head.index('"""'), head.index('"""', head.index('"""') + 3) + 3
        return head[:start].rstrip() + head[end:]


@dataclass(frozen=True, repr=False)
class Mask(Declared):
    """One mask of the catalogue: `rule(q, k, *, …)` is True where query q may read key k."""

    name: str
    title: str
    family: str
    rule: Callable
    pictures: tuple[Picture, ...]
    source: str
    look: str  # what to look for, one sentence; {window} takes the parameter's value
    still: tuple[str, ...] = ()  # simpler masks it may equal cell by cell with `look` still true
    whole: bool = False  # `look` is true only where every token of the text asks
    empty_rows: str = ""  # why a query may be left with nothing to read, when that can happen
    same_as: str = ""  # the mask whose pictures it shares, when it is the same by intent
    loop: Callable | None = None  # the same for two ints, from the sentence alone, for the tests
    parts: tuple[str, ...] = ()  # the masks whose AND it is, for showing how it is made
    contrast: str = ""  # the other mask that people mean by the same name
    aliases: str = ""  # what people type who look for it: names, models, options; between them "; "

    @cached_property
    def tree(self) -> Node:
        """The predicate as a typed rule has it, its parameters left as names."""
        return parsed(self.code, {p.name: p.kind for p in self.parameters.values()})


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
