"""Masks made of masks: and, or, not, shift, per document, and a rule that somebody typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import asks_queries
from maskviz.masks.rule import Rule, RuleError, compile_rule
from maskviz.masks.spec import Given

MOST_MASKS = 12  # in one composition
DEEPEST = 6  # operations inside each other
FARTHEST = 256  # tokens that a mask is shifted by
DOCUMENT = "doc"  # the fact that says which document a token is of


class TermError(ValueError):
    """Masks that cannot be put together so; the message is one sentence."""


@lru_cache(maxsize=256)
def compiled(text: str) -> Rule:
    """A rule of one text; a page asks for the same one many times. RuleError when it is none."""
    return compile_rule(text)


@dataclass(frozen=True)
class Typed:
    """A rule somebody typed, held as its canonical text; RuleError when the text is none."""

    text: str
    rule: Rule = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        rule = compiled(self.text)
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "text", rule.canonical)

    def __str__(self) -> str:
        return f"rule{{{self.text}}}"


@lru_cache(maxsize=256)
def typed(text: str) -> Typed | RuleError:
    """What somebody has typed so far: a rule, or what is wrong with it; each text is read once."""
    try:
        return Typed(text)
    except RuleError as fault:
        return fault


@dataclass(frozen=True)
class Join:
    """All of its parts must allow a cell ("and"), or one of them is enough ("or")."""

    word: Literal["and", "or"]
    parts: tuple["Term", ...]

    def __post_init__(self):
        if len(self.parts) < 2:
            raise TermError(f"“{self.word}” joins two masks or more, not {len(self.parts)}")
        check(self)

    def __str__(self) -> str:
        return f"{self.word}({', '.join(map(str, self.parts))})"


@dataclass(frozen=True)
class Opposite:
    """What was open is blocked, and what was blocked is open."""

    part: "Term"

    def __post_init__(self):
        check(self)

    def __str__(self) -> str:
        return f"not({self.part})"


@dataclass(frozen=True)
class Shifted:
    """Each query reads what the query `by` places before it would: causal by 1 hides oneself."""

    part: "Term"
    by: int

    def __post_init__(self):
        if abs(self.by) > FARTHEST:
            raise TermError(f"a mask is shifted by at most {FARTHEST} tokens, not {self.by}")
        only_places(self.part, "Shifted")
        check(self)

    def __str__(self) -> str:
        return f"shift({self.part}, by={self.by})"


@dataclass(frozen=True)
class PerDocument:
    """Each document alone, its tokens counted from 0: nothing is read across a border."""

    part: "Term"

    def __post_init__(self):
        only_places(self.part, "Inside a document")
        check(self)

    def __str__(self) -> str:
        return f"per_document({self.part})"


Term = MaskCall | Typed | Join | Opposite | Shifted | PerDocument


def parts_of(term: Term) -> tuple[Term, ...]:
    match term:
        case Join():
            return term.parts
        case Opposite() | Shifted() | PerDocument():
            return (term.part,)
    return ()


def leaves(term: Term) -> Iterator[MaskCall | Typed]:
    """The masks and typed rules it is made of, from left to right."""
    if inside := parts_of(term):
        for part in inside:
            yield from leaves(part)
    else:
        yield term


def depth(term: Term) -> int:
    return 1 + max(map(depth, parts_of(term)), default=0)


def check(term: Term) -> None:
    if (count := sum(1 for _ in leaves(term))) > MOST_MASKS:
        raise TermError(f"{count} masks in one; {MOST_MASKS} are the limit")
    for leaf in leaves(term):
        if isinstance(leaf, MaskCall) and leaf.dynamic:
            raise TermError(f"{leaf.mask.title} looks at the scores, and stands alone")
    if (deep := depth(term)) > DEEPEST:
        raise TermError(f"the masks are {deep} deep in each other; {DEEPEST} is the limit")


def facts_of(term: Term) -> tuple[str, ...]:
    """The facts of tokens that have to be known for it, each once."""
    found = []
    for leaf in leaves(term):
        found += (
            [p.name for p in leaf.mask.facts] if isinstance(leaf, MaskCall) else leaf.rule.facts
        )
    if asks_documents(term):
        found.append(DOCUMENT)
    return tuple(dict.fromkeys(found))


def asks_documents(term: Term) -> bool:
    return isinstance(term, PerDocument) or any(map(asks_documents, parts_of(term)))


def asks_about_queries(term: Term) -> bool:
    """Whether a query has to be one of the tokens: in cross-attention it is not."""
    own = any(
        bool(leaf.mask.facts) and asks_queries(leaf.mask)
        if isinstance(leaf, MaskCall)
        else any(role == "q" for _, role in leaf.rule.asked)
        for leaf in leaves(term)
    )
    return own or asks_documents(term)


def differs_by_head(term: Term) -> bool:
    return any(
        "head" in leaf.mask.parameters if isinstance(leaf, MaskCall) else leaf.rule.per_head
        for leaf in leaves(term)
    )


def only_places(term: Term, where: str) -> None:
    """Moved positions cannot be looked up in the text, and are of no view; TermError if asked."""
    for leaf in leaves(term):
        if isinstance(leaf, MaskCall):
            asked = [p.name for p in leaf.mask.facts]
            asked += [p.name for p in leaf.mask.named(Given) if p.name != "head"]
            title = leaf.title
        else:
            asked = [*leaf.rule.facts, *({"offset", "queries", "keys"} & set(leaf.rule.names))]
            title = f"the rule {leaf.text}"
        if asked:
            raise TermError(
                f"{where}, positions are not those of the text, and {title} asks for "
                f"{', '.join(asked)}"
            )
    if asks_documents(term):
        raise TermError(f"{where}, there are no documents to ask for")
