"""Every step of every lesson: its claim on the live numbers, its words, its rings, its question."""

import re
from functools import lru_cache
from string import Formatter

import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.catalogue import MASKS
from maskviz.models import load
from maskviz.settings.numbered import CONTEXT
from maskviz.stage.rings import STAGES
from maskviz.teaching.lessons.found import lesson_of, names
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.spec import Step
from maskviz.teaching.lessons.told import figures_of, tell, words_of
from maskviz.teaching.words import FOLDER, catalogue

shipped = lru_cache(load)
TEXTS = ("title", "sentence", "look")
PARTS = (*STAGES, "figures", "row", "heads")  # what can be ringed
PLACES = (*STAGES, "flow", "figures", "heads", "row", "prediction")  # what can be covered or hidden
ALL = [(name, step) for name in names() for step in lesson_of(name).steps]
# digits that are no measurement: what 1 and 0 mean, and arithmetic that holds for ever
CONSTANTS = (
    "1 means",
    "each row sums to 1",
    "the power of −∞ is 0. Not small: 0",
    "the power of −∞ is 0",
    "the power of 0 is 1",
    "0 divided by 0",
    "divides 0 by 0",
    "scores to **0**",
    "a score of 0",
    "weights** to 0",
    "exactly 0, and 0 times",
    "counted from 0",
)


@lru_cache(8)
def view_of(name: str, number: int):
    step = lesson_of(name).steps[number]
    return make_view(step.settings, shipped(step.settings.model))


def each(test):
    """A test of each step, as one test a lesson of the path and one of all mask lessons."""
    ids = [*PATH, "masks"]
    groups = [[name] for name in PATH] + [[name for name in names() if name not in PATH]]
    return pytest.mark.parametrize("group", groups, ids=ids)(test)


def steps(group: list[str]):
    for name in group:
        lesson = lesson_of(name)
        for number, step in enumerate(lesson.steps):
            yield lesson, number, step


def test_the_path_is_an_hour_in_order():
    assert [*PATH] == [
        "row", "why", "causal", "padding", "combine", "infinity", "local", "heads", "cannot",
        "generation", "which",
    ]  # fmt: skip
    assert all(3 <= len(lesson.steps) <= 6 for lesson in PATH.values())
    assert all(len(lesson_of(f"mask-{name}").steps) == 3 for name in MASKS)


@each
def test_what_a_step_says_is_true_and_its_rings_lie_inside_the_picture(group):
    for lesson, number, step in steps(group):
        view, where = view_of(lesson.name, number), f"{lesson.name}, {step.name}"
        figures = figures_of(lesson, step, view)
        assert step.true(view, figures), f"{where} is not so: {figures}"
        region, shown = view.region, step.show or STAGES
        rings = step.ringed(view, figures)
        assert rings, f"{where} rings nothing"
        for ring in rings:
            assert ring.part in PARTS, where
            assert ring.part not in STAGES or ring.part in shown, where
            inside = range(region.offset, region.offset + region.queries)
            assert ring.q is None or ring.q in inside, f"{where}: row {ring.q}"
            assert ring.k is None or ring.k in range(region.keys), f"{where}: column {ring.k}"
        assert set(step.show) <= set(STAGES) and step.stage in ("", *STAGES)
        covered = step.question.covered if step.question else ()
        assert {*step.hide, *covered} <= set(PLACES), where
        assert {*shown} - {*covered}, f"{where}: nothing is left to look at"
        assert len(region.facts["real"]) <= CONTEXT


@each
def test_the_path_stands_on_short_texts(group):
    for lesson, number, step in steps(group):
        if lesson.name in PATH:
            assert view_of(lesson.name, number).region.keys <= 11, f"{lesson.name}, {step.name}"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(words: dict, step: Step) -> list[str]:
    said = [words[key] for key in TEXTS]
    if step.question:
        said += [words["question"], words["reveal"], *words["choices"].values()]
    return said


LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir() if (folder / "lessons").is_dir())


@pytest.mark.parametrize("language", LANGUAGES)
@each
def test_the_words_exist_and_name_what_is_measured(group, language):
    for lesson, number, step in steps(group):
        words, view = words_of(lesson, language), view_of(lesson.name, number)
        known = figures_of(lesson, step, view)
        where, mine = f"{lesson.name}, {step.name}", words[step.name]
        wanted = {*TEXTS, *(("question", "choices", "reveal") if step.question else ())}
        assert set(mine) == wanted, where
        named = set().union(*map(fields, texts_of(mine, step)))
        assert named <= set(known), f"{where} names {named - set(known)}"
        asked = tell(lesson, number + 1, view, language).asked
        if asked:
            assert asked.right in asked.choices and len(asked.choices) >= 2, where
            assert len(set(asked.choices.values())) == len(asked.choices), where


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_that_no_step_says(language):
    for file in (FOLDER / language / "lessons").glob("*.toml"):
        words = catalogue(f"lessons/{file.stem}", language)
        lessons = [lesson_of(n) for n in names() if lesson_of(n).subject == f"lessons/{file.stem}"]
        assert lessons, f"{file.name} belongs to no lesson"
        assert {*words} == {"title", "about", *(s.name for s in lessons[0].steps)}, file.name


def test_no_number_is_typed():
    for file in FOLDER.rglob("lessons/*.toml"):
        for text in strings(catalogue(f"lessons/{file.stem}", file.parts[-3])):
            left = "".join(before for before, *_ in Formatter().parse(text))
            for constant in CONSTANTS:
                left = left.replace(constant, "")
            assert not re.search(r"\d", left), f"{file.name}: {text}"


def strings(words):
    for value in words.values():
        yield from strings(value) if isinstance(value, dict) else [value]


def test_a_typed_number_would_be_found():
    assert re.search(r"\d", "the weight is 0.52")
