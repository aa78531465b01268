"""What can be looked for in the app: masks, lessons, models, words and names of arguments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from maskviz.analysis.atlas import entries
from maskviz.analysis.relatives import relatives
from maskviz.analysis.search import APART, LOOKED_IN, Searched, ranked
from maskviz.architectures import KNOWN
from maskviz.architectures.told import counted_layers
from maskviz.libraries.conventions.arguments import ARGUMENTS
from maskviz.masks.catalogue import MASKS
from maskviz.models import PLANS
from maskviz.settings.declared import Settings
from maskviz.settings.query import make_query
from maskviz.teaching.lessons.found import lesson_of
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.told import about, title_of
from maskviz.teaching.words.glossary import page_of, words

KINDS: Mapping[str, str] = MappingProxyType(  # kind -> several of them
    {"mask": "masks", "lesson": "lessons", "model": "models", "word": "words"}
    | {"argument": "arguments", "real model": "real models"}
)


@dataclass(frozen=True)
class Findable:
    """One thing with a page of its own.

    address  relative to any page; lesson, for a mask, that of its own lesson
    """

    kind: str
    title: str
    sentence: str
    address: str
    searched: Searched
    lesson: str = ""


@lru_cache(maxsize=1)
def everything() -> tuple[Findable, ...]:
    """All of it, by kind."""
    return (*masks(), *lessons(), *models(), *glossary(), *arguments(), *real_models())


def masks() -> list[Findable]:
    """Every mask of the catalogue with its own lesson, then what is no predicate."""
    found = [
        Findable(
            "mask",
            each.mask.title,
            each.mask.sentence,
            at(each.settings),
            each.searched,
            f"./learn?lesson=mask-{each.mask.name}",
        )
        for each in entries()
    ]
    return found + [
        Findable("mask", each.title, each.sentence, at(each.settings), each.searched)
        for each in relatives()
    ]


def at(settings: Settings) -> str:
    return f"./playground{make_query(settings.stored())}"


def lessons() -> list[Findable]:
    """The path; a lesson is found too by what the masks that it is about are called."""
    found = []
    for name in PATH:
        lesson = lesson_of(name)
        title, says = title_of(lesson), about(lesson)
        of_masks = APART.join(MASKS[mask].title for mask in lesson.masks)
        searched = Searched.of(title, name, of_masks, says)
        found.append(Findable("lesson", title, says, f"./learn?lesson={name}", searched))
    return found


def models() -> list[Findable]:
    return [
        Findable(
            "model",
            plan.title,
            plan.sentence,
            f"./model?card={name}",
            Searched.of(name, plan.title, plan.kind, f"{plan.sentence} {plan.hint}"),
        )
        for name, plan in PLANS.items()
    ]


def glossary() -> list[Findable]:
    return [
        Findable(
            "word",
            word.title,
            word.says,
            page_of(word),
            Searched.of(word.title, word.name, APART.join(word.forms), word.says),
        )
        for word in words().values()
    ]


def arguments() -> list[Findable]:
    """The arguments of other libraries' calls, all on one page."""
    return [
        Findable(
            "argument",
            each.title,
            f"{each.shape}{f', True means {each.true}' if each.true else ''}. {each.says}",
            "./conventions?conventions=Arguments",
            Searched.of(each.title, each.name, each.call, f"{each.says} {each.package}"),
        )
        for each in ARGUMENTS
    ]


def real_models() -> list[Findable]:
    """Models of other people, whose layers have a page."""
    return [
        Findable(
            "real model",
            known.name,
            counted_layers(known.model),
            f"./architectures?real_model={slug}",
            Searched.of(known.name, slug, known.model.type, counted_layers(known.model)),
        )
        for slug, known in KNOWN.items()
    ]


def find_any(text: str, kinds: Collection[str] = tuple(KINDS)) -> list[Findable]:
    """What a text means among these kinds, the best first; nothing for a text without letters."""
    if not any(map(str.isalnum, text)):
        return []
    among = [each for each in everything() if each.kind in kinds]
    return ranked(text, among, lambda each: each.searched)


def looked(kinds: Collection[str] = tuple(KINDS)) -> str:
    """Where a search has looked, with how many of each: for a search in vain."""
    counts = [sum(each.kind == kind for each in everything()) for kind in kinds]
    several = [f"{count} {KINDS[kind]}" for count, kind in zip(counts, kinds, strict=True)]
    listed = f"{', '.join(several[:-1])} and {several[-1]}" if len(several) > 1 else several[0]
    return (
        f"Looked in the {LOOKED_IN} of {listed}; case, hyphens and blanks make no difference, and "
        "every word has to be there."
    )
