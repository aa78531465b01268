"""The kinds of values that a visitor sets, each with what is wrong with a value."""

from dataclasses import dataclass
from typing import Any

from maskviz.masks.compose import read_term, typed
from maskviz.masks.kinds import Adjustable, quoted
from maskviz.masks.rule import RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.models.tokenizer import LONE_SURROGATE

MOST_LISTED = 12  # choices that a message names one by one
TEXT_LIMIT = 2_000  # characters a text; more does not fit the model's context either


@dataclass(frozen=True)
class Choice:
    """One of a few slugs."""

    options: tuple

    def problem(self, value: Any) -> str | None:
        few = len(self.options) <= MOST_LISTED
        listed = ", ".join(map(str, self.options)) if few else f"the {len(self.options)} there are"
        known = any(value == o and type(value) is type(o) for o in self.options)  # True == 1
        return None if known else f"{quoted(value)} is not one of {listed}"


@dataclass(frozen=True)
class Many:
    """Any number of slugs out of a few."""

    options: tuple

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, list | tuple):
            return f"{quoted(value)} is not a list"
        if wrong := next(filter(None, map(Choice(self.options).problem, value)), None):
            return wrong
        return None if len(set(value)) == len(value) else "one choice is listed twice"


@dataclass(frozen=True)
class Switch:
    """On or off."""

    def problem(self, value: Any) -> str | None:
        return None if isinstance(value, bool) else f"{quoted(value)} is neither on nor off"


@dataclass(frozen=True)
class Text:
    """A line or more of free text; it is shown and tokenized, never run."""

    limit: int = TEXT_LIMIT

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{type(value).__name__} is not text"
        if len(value) > self.limit:
            return f"{len(value):,} characters are over the {self.limit:,} allowed"
        if half := LONE_SURROGATE.search(value):
            return f"character {half.start() + 1} is half a character, which no page can show"
        return None


@dataclass(frozen=True)
class RuleText:
    """A typed rule; it is read by our own parser, never run."""

    limit: int = CHARACTERS

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return f"a rule is text, not {type(value).__name__}"
        found = typed(value)
        return found.message if isinstance(found, RuleError) else None


@dataclass(frozen=True)
class TermText:
    """Masks made of masks in their text form."""

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{type(value).__name__} is not text"
        term, ignored = read_term(value)
        return None if term and not ignored else ignored[0]


Kind = Adjustable | Choice | Many | Switch | Text | RuleText | TermText


@dataclass(frozen=True)
class Control:
    """One value a visitor sets: what it may be and what it is at first."""

    kind: Kind
    default: Any
