"""The page "Questions": what is asked again and again; an answer is measured when it is opened."""

from difflib import get_close_matches

import streamlit as st
from markupsafe import Markup

from maskviz.teaching.questions.found import GROUPS, QUESTIONS
from maskviz.teaching.questions.spec import Question
from maskviz.teaching.questions.told import Answer, asked, told
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.glossary import told as with_words
from maskviz.ui.kit.link import link, query
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped

ASKED = "ask"  # in the address: the question that is open
ANSWER = Markup('<p class="told">{}</p><p>{}</p>')


def show() -> None:
    """The whole page."""
    says = catalogue("pages")["questions"]
    st.title(says["title"], anchor=False)
    st.markdown(says["look"])
    opened = named(st.query_params.get(ASKED, ""), says)
    if opened:
        st.header(says["shown"], anchor=False)
        show_question(opened, True)
    for group, questions in GROUPS.items():
        st.header(catalogue("questions")["groups"][group], anchor=False)
        for question in questions:
            if question is not opened:
                show_question(question, False)


def named(text: str, says: dict[str, str]) -> Question | None:
    """The question that an address names; for a name that is none the nearest, and it is said."""
    if not text or text in QUESTIONS:
        return QUESTIONS.get(text)
    near = [QUESTIONS[name] for name in get_close_matches(text[:40], QUESTIONS, n=1)]
    told = says["nothing" if near else "none"]
    close = asked(near[0]) if near else ""
    st.info(plain(told.format(text=text[:40], count=len(QUESTIONS), near=close)))
    return near[0] if near else None


@st.fragment
def show_question(question: Question, opened: bool) -> None:
    """A question as one line, and its answer once that is opened."""
    panel = st.expander(
        plain(asked(question)), opened, key=f"question_{question.name}", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        model = shipped(question.settings.model)
        if model is not None:
            show_answer(told(question.name, model))


def show_answer(answer: Answer) -> None:
    """What was measured, and the link to where it can be tried."""
    says = catalogue("pages")["questions"]
    address = f"./{answer.page}{query(answer.settings)}{answer.own}"
    there = link(address, says["experiment"], label=f"{says['experiment']}: {answer.asked}")
    words = with_words(answer.answer, f"question {answer.name}")
    show_html(ANSWER.format(words, there), "told")
