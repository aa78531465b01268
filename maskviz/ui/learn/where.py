"""Where one is in the lessons: `lesson=` and `step=` of the address, read where they say something
new and written beside the state."""

import re
from dataclasses import dataclass, replace

import streamlit as st

from maskviz.settings.declared import Settings
from maskviz.settings.query import STREAMLIT_OWN, written
from maskviz.teaching.lessons.found import lesson_of, names, nearest
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.spec import Lesson, Step
from maskviz.teaching.lessons.told import Told, title_of, told
from maskviz.ui import state
from maskviz.ui.shell import shipped
from maskviz.ui.state.address import OWN_WORDS, went_back, words_now, wrote
from maskviz.ui.state.seen import seen_words
from maskviz.ui.state.writing import words_of

KEYS = OWN_WORDS["learn"]
READ, WROTE = "learn_read", "learn_wrote"  # words of the address: read last, and written here
MANY = 50  # addresses of our own that are remembered: a click may come with one of those before


@dataclass(frozen=True)
class Where:
    """A step of a lesson, counted from 1."""

    lesson: Lesson
    number: int

    @property
    def step(self) -> Step:
        return self.lesson.steps[self.number - 1]

    @property
    def words(self) -> dict[str, list[str]]:
        """As an address has it."""
        return {"lesson": [self.lesson.name], "step": [str(self.number)]}


def now() -> Where | None:
    """The step that is open; None on the list of lessons."""
    return st.session_state.get(state.PLACE)


def go(where: Where) -> None:
    """Open a step with its own state, whatever a link hides: the lesson decides what is set."""
    st.session_state[state.PLACE] = where
    step = told_at(where)
    state.load(step.settings if step else where.step.settings, linked=True)


def told_at(where: Where) -> Told | None:
    """The step with its live numbers; None, and the page says why, without its model."""
    model = shipped(where.step.settings.model)
    return told(where.lesson.name, where.number, model) if model else None


def read_where() -> Where | None:
    """Take the step from the address where it says something new; call after the state was read.

    What the state says in the same address stays; without one the step's own is set.
    """
    session = st.session_state
    words = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    said = written(words)
    fresh = state.PLACE not in session or went_back()
    if fresh or said not in (session.get(READ), *session.get(WROTE, ())):
        found = asked(words)
        session[state.PLACE] = found
        if found and not words_now():
            go(found)
    session[READ] = said
    return now()


def asked(words: dict[str, list[str]]) -> Where | None:
    """The step that an address asks for, or the nearest one, and a note says why it is another."""
    name, number = (words.get(key, [""])[-1] for key in KEYS)
    if not name:
        if number:
            state.note("The address asks for a step and names no lesson: here they all are.")
        return None
    if name not in names():
        near = lesson_of(nearest(name))
        state.note(f"There is no lesson “{name[:40]}”; the nearest, “{title_of(near)}”, is open.")
        return Where(near, 1)
    lesson = lesson_of(name)
    return Where(lesson, within(lesson, number))


def within(lesson: Lesson, number: str) -> int:
    """The step of a lesson that is nearest to what an address says."""
    last, title = len(lesson.steps), title_of(lesson)
    if not number:
        return 1
    if not re.fullmatch("-?[0-9]{1,9}", number):
        state.note(f"Step “{number[:40]}” is no number; the first step of “{title}” is open.")
        return 1
    found = min(max(int(number), 1), last)
    if found != int(number):
        state.note(f"“{title}” has {last} steps, and {int(number)} is none: step {found} is open.")
    return found


def own(settings: Settings, step: Step) -> bool:
    """Whether the picture is still the step's; where one looks in it makes no difference."""
    one, other = (replace(each.lean(), locked=None) for each in (settings, usual(step)))
    return one == other


def usual(step: Step) -> Settings:
    """The settings of a step as a page takes them over."""
    return step.settings.with_own_mask().stored()


def write_where(where: Where, settings: Settings) -> str:
    """Write the step into the address, and the state where it is not the step's; why the state
    cannot stand there, if it cannot."""
    words, problem = ({}, "") if own(settings, where.step) else words_of(settings)
    wrote(words)
    before = {
        key: st.query_params.get_all(key) for key in st.query_params if key not in STREAMLIT_OWN
    }
    wanted = {**where.words, **words, **seen_words()}
    session = st.session_state
    session[WROTE] = [*session.get(WROTE, ())[-MANY:], written(where.words)]
    if written(wanted) != written(before):
        st.query_params.from_dict(wanted)
    return problem


def after(where: Where) -> Where | None:
    """The next step, or the first of the next lesson of the path; None at the end."""
    if where.number < len(where.lesson.steps):
        return Where(where.lesson, where.number + 1)
    following = neighbour(where.lesson, 1)
    return Where(following, 1) if following else None


def before(where: Where) -> Where | None:
    """The step before, or the last of the lesson before; None at the beginning."""
    if where.number > 1:
        return Where(where.lesson, where.number - 1)
    earlier = neighbour(where.lesson, -1)
    return Where(earlier, len(earlier.steps)) if earlier else None


def neighbour(lesson: Lesson, by: int) -> Lesson | None:
    """Another lesson of the path; a mask's lesson stands alone."""
    path = [*PATH]
    if lesson.name not in path:
        return None
    place = path.index(lesson.name) + by
    return PATH[path[place]] if 0 <= place < len(path) else None
