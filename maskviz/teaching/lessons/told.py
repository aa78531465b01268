"""A step as it is told: its words with the live numbers in them, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from maskviz.analysis.view import View, make_view
from maskviz.models import Shipped
from maskviz.settings.declared import Settings
from maskviz.teaching.lessons.found import lesson_of
from maskviz.teaching.lessons.spec import Figures, Lesson, Rings, Step
from maskviz.teaching.words import LANGUAGE, catalogue

MOST = 256  # steps that are remembered; one is a few kilobytes


@dataclass(frozen=True)
class Asked:
    """A question with its answer.

    choices  key -> what it says, in order
    right    the key of the one that is right
    covered  stages and places of the board that would give it away until it is answered
    """

    question: str
    choices: Mapping[str, str]
    right: str
    reveal: str
    covered: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One step of a lesson; **two stars** in a text make bold.

    number  counted from 1, of so many
    page    the address of the page that goes further, or nothing
    """

    lesson: str
    name: str
    number: int
    of: int
    lesson_title: str
    title: str
    sentence: str
    look: str
    asked: Asked | None
    rings: Rings
    show: tuple[str, ...]
    stage: str
    hide: tuple[str, ...]
    page: str
    settings: Settings


def words_of(lesson: Lesson, language: str = LANGUAGE) -> Mapping[str, Any]:
    """The texts of a lesson: its `title`, `about`, and a table a step, by the step's name."""
    return catalogue(lesson.subject, language)


def title_of(lesson: Lesson) -> str:
    """What the lesson is called; it needs no model."""
    return words_of(lesson)["title"].format_map(lesson.given)


def about(lesson: Lesson) -> str:
    """One sentence of what one learns in it; it needs no model."""
    return words_of(lesson)["about"].format_map(lesson.given)


def usual_figures(view: View) -> Figures:
    """What every step may name: the locked query and key, the tokens, what the model has."""
    q, k = view.locked
    shape = view.shipped.shape
    return {
        "query": view.asks(q),
        "key": view.words[k],
        "tokens": view.region.keys,
        "queries": view.region.queries,
        "layers": shape.layers,
        "heads": shape.heads,
        "layer": view.settings.layer,
        "head": view.settings.head,
    }


def figures_of(lesson: Lesson, step: Step, view: View) -> Figures:
    """All numbers that the words of a step may name."""
    return {**usual_figures(view), **lesson.given, **step.measured(view)}


def tell(lesson: Lesson, number: int, view: View, language: str = LANGUAGE) -> Told:
    """A step told of its own view, made of the step's settings."""
    step, words = lesson.steps[number - 1], words_of(lesson, language)
    figures, texts = figures_of(lesson, step, view), words[step.name]
    asked = None
    if step.question:
        right = step.question.right(view, figures)
        asked = Asked(
            texts["question"].format_map(figures),
            {key: said.format_map(figures) for key, said in texts["choices"].items()},
            right,
            texts["reveal"].format_map(figures),
            step.question.covered,
        )
        if right not in asked.choices:
            raise KeyError(f"{lesson.name}, {step.name}: the right choice {right!r} has no words")
    rings = step.ringed(view, figures)
    return Told(
        lesson=lesson.name,
        name=step.name,
        number=number,
        of=len(lesson.steps),
        lesson_title=title_of(lesson),
        title=texts["title"].format_map(figures),
        sentence=texts["sentence"].format_map(figures),
        look=texts["look"].format_map(figures),
        asked=asked,
        rings=rings,
        show=step.show,
        stage=step.stage,
        hide=step.hide,
        page=step.page,
        settings=looking(step, rings),
    )


def looking(step: Step, rings: Rings) -> Settings:
    """The state of a step; where it locks no cell, the first row that is ringed has the lock."""
    row = next((ring for ring in rings if ring.q is not None), None)
    if step.settings.locked or row is None or row.q is None:
        return step.settings
    return replace(step.settings, locked=(row.q, row.q if row.k is None else row.k))


@lru_cache(MOST)
def told(name: str, number: int, shipped: Shipped) -> Told:
    """Step `number`, from 1, of the lesson of that name, with the step's own model; remembered.

    KeyError for a lesson that there is not, IndexError for a step.
    """
    lesson = lesson_of(name)
    if not 1 <= number <= len(lesson.steps):
        raise IndexError(f"lesson {name} has {len(lesson.steps)} steps, no step {number}")
    return tell(lesson, number, make_view(lesson.steps[number - 1].settings, shipped))
