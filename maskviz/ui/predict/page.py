"""The page "Predict, then reveal": say first what you expect, then look."""

from typing import Any

import streamlit as st

from maskviz.masks.compose import Term, read_term
from maskviz.masks.compose.words import title
from maskviz.stage.predict import exercise, predict_message
from maskviz.teaching.bank import asked_of, question
from maskviz.teaching.bank.finding import KIND as FAULT
from maskviz.teaching.bank.finding import fault_asked_of, fault_question
from maskviz.teaching.bank.nexts import next_question
from maskviz.teaching.bank.rows import row_question
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.exercise import Exercise
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.seeded import go_on, seeded, unlike
from maskviz.ui.kit.taken import taken, taking
from maskviz.ui.predict.faults import fault_exercise
from maskviz.ui.predict.live import next_exercise, row_exercise
from maskviz.ui.predict.masks import painting_exercise, picture_exercise
from maskviz.ui.shell import shipped
from maskviz.ui.state.hidden import is_hidden
from maskviz.ui.state.page import begun, ended
from maskviz.ui.state.seen import seen

KEY, ANSWER = "predict", "predict_answer"  # the component; the id of a question and its answer
OF = "of"  # the parameter that names a mask to be asked about
MODEL = "gpt"
MAKES = {"mask": painting_exercise, "picture": picture_exercise}


def show() -> None:
    """The controls, the question, and after the reveal its verdict."""
    text = catalogue("predict")
    st.title(text["page"]["title"], anchor=False)
    st.markdown(text["page"]["look"])
    notes = unlike(text["kinds"])
    begun()
    seed, level, kind, number = seeded(text["kinds"])
    notes += ended({}, "")
    asked, name, more = exercise_of_mask(kind, number)
    if asked is None:
        asked, name = drawn(seed, level, kind, number), f"{seed}/{level}/{kind}/{number}"
    show_notes([*notes, *more])
    if asked:
        show_exercise(asked, name, number)
    if OF in st.query_params:
        show_html(link("./predict", text["page"]["bank"]))


def drawn(seed: int, level: int, kind: str, number: int) -> Exercise | None:
    """The question of the bank; None, and the page says why, without the model and where the link
    hides what is asked."""
    if kind in MAKES:
        return MAKES[kind](question(seed, level, kind, number), level)
    if kind == FAULT:
        return fault_exercise(fault_question(seed, level, number), level, shipped(MODEL))
    if kind == "next" and is_hidden("prediction"):
        st.info(catalogue("predict")["page"]["hidden"])
        return None
    if (model := shipped(MODEL)) is None:
        return None
    if kind == "weights":
        return row_exercise(row_question(seed, level, number, model))
    return next_exercise(next_question(seed, level, number, model))


def exercise_of_mask(kind: str, number: int) -> tuple[Exercise | None, str, list[str]]:
    """The question about the mask that the address names, its id, and why there is none."""
    if not (asked := st.query_params.get(OF, "")):
        return None, "", []
    text = catalogue("predict")["page"]
    term, wrong = read_term(asked)
    if term is None:
        return None, "", [text["no_mask"].format(why="; ".join(wrong))]
    if kind not in MAKES and kind != FAULT:
        return None, "", [text["not_of"].format(mask=title(term))]
    if (made := made_of(term, kind, number)) is None:
        return None, "", [text["not_asked"].format(mask=title(term))]
    return made, f"of/{term}/{kind}/{number}", wrong


def made_of(term: Term, kind: str, number: int) -> Exercise | None:
    if kind == FAULT:
        planted = fault_asked_of(term, number)
        return fault_exercise(planted, 2, shipped(MODEL)) if planted else None
    found = asked_of(term, kind, number)
    return MAKES[kind](found, 2) if found else None


def show_exercise(asked: Exercise, name: str, number: int) -> None:
    """What is right goes to the browser only with the verdict."""
    verdict = None
    if cells := answered(asked, name):
        verdict = {**asked.judge(cells[0]), "cells": cells[0]}
    large = seen().type == "large"
    header = {**asked.header, "id": name, "large": large, "verdict": verdict, "taken": taken(KEY)}
    on = {"next": lambda pressed: go_on(pressed, name, number)}
    takes = {"reveal": take_answer, "again": forget, **on}
    pictures = asked.after if verdict and asked.after is not None else asked.pictures
    exercise(predict_message(header, pictures), key=KEY, told=taking(KEY, takes))


def answered(asked: Exercise, name: str) -> list[list[int]]:
    """The answer to this question in a list, which is empty where it has none or none that fits."""
    kept = st.session_state.get(ANSWER)
    if not isinstance(kept, dict) or kept.get("id") != name:
        return []
    cells = kept.get("cells")
    if not isinstance(cells, list) or len(cells) > asked.size:
        return []
    whole = all(type(cell) is int and 0 <= cell < asked.size for cell in cells)
    many = asked.header["many"] or len(cells) == 1
    return [sorted(set(cells))] if whole and many else []


def take_answer(answer: Any) -> None:
    st.session_state[ANSWER] = answer


def forget(asked: Any) -> None:
    """Take the answer to a question away; one that is not shown has none."""
    kept = st.session_state.get(ANSWER)
    if isinstance(kept, dict) and kept.get("id") == asked:
        del st.session_state[ANSWER]
