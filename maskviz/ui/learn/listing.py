"""The list of lessons: the path in its order, and one for every mask, by family."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from maskviz.analysis.atlas import Entry, entries
from maskviz.teaching.lessons.ofmask import PREFIX
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.lessons.spec import Lesson
from maskviz.teaching.lessons.told import about, title_of
from maskviz.teaching.words import catalogue
from maskviz.ui import state
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.notes import show_notes

LINE = Markup("<li>{}<span>{}</span> <small>{}</small></li>")
PATH_LIST = Markup('<h2 id="path">{}</h2><ol class="path">{}</ol>')
MASK = Markup("<li>{}</li>")
FAMILY = Markup("<h3>{}</h3><ul>{}</ul>")
PAPER = Markup('<p><a href="./handout">{}</a>, <a href="./handout/answers">{}</a></p>')
MASKS = Markup('<h2 id="masks">{}</h2><p>{}</p><details><summary>{}</summary>{}</details>')


def show_list() -> None:
    """The page without a step."""
    words = catalogue("learn")
    st.title(words["title"], anchor=False)
    show_notes(state.notes())
    st.markdown(words["lead"])
    lines = joined(line(lesson) for lesson in PATH.values())
    paper = PAPER.format(words["paper"], words["paper_answers"])
    show_html(joined([PATH_LIST.format(words["path"], lines), paper, masks()]), "learn")


def line(lesson: Lesson) -> Markup:
    steps = catalogue("learn")["minutes"].format(steps=len(lesson.steps))
    return LINE.format(link(address(lesson.name), title_of(lesson)), about(lesson), steps)


def address(name: str) -> str:
    """Of the first step of a lesson, relative to any page."""
    return f"./learn?lesson={name}"


def masks() -> Markup:
    """The lessons of masks, folded, by family."""
    words, found = catalogue("learn"), entries()
    families = joined(
        FAMILY.format(family.capitalize(), joined(map(mask, group)))
        for family, group in groupby(found, key=lambda entry: entry.family)
    )
    summary = f"{len(found)} masks"
    return MASKS.format(words["masks"], words["masks_lead"], summary, families)


def mask(entry: Entry) -> Markup:
    return MASK.format(link(address(f"{PREFIX}{entry.mask.name}"), entry.mask.title))
