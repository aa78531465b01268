"""The exercises of questions about a mask: to be painted, or one of four pictures."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from maskviz.teaching.bank import Question, judged
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.verdict import FOUND, MISSED, WRONG, Verdict
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.exercise import Exercise, Header, about, link_to, played, told_of


def painting_exercise(question: Question, level: int) -> Exercise:
    """The grid of the mask, empty."""
    case, text = question.case, catalogue("predict")
    header = {
        **told_of(case),
        "mode": "grid",
        "many": True,
        "ask": text["ask"]["mask"],
        "hint": text["hint"]["paint"],
        "about": about(case.term, case.queries, case.keys, formula=level > 1),
        "words": text["words"]["paint"],
    }
    return Exercise(header, case.truth.size, partial(judge_painted, question))


def judge_painted(question: Question, cells: Sequence[int]) -> Header:
    case = question.case
    answer = np.zeros(case.truth.size, dtype=bool)
    answer[list(cells)] = True
    verdict = judged(question, answer.reshape(case.truth.shape))
    counts = np.bincount(verdict.marks.ravel(), minlength=4).tolist()
    return {**told(verdict, case), "counts": counts}


def picture_exercise(question: Question, level: int) -> Exercise:
    """The pictures; which of them is right is computed when one was chosen."""
    case, text = question.case, catalogue("predict")
    header = {
        **told_of(case),
        "mode": "pictures",
        "many": False,
        "choices": len(question.pictures),
        "ask": text["ask"]["picture"],
        "about": about(case.term, case.queries, case.keys, formula=level > 1),
        "words": text["words"]["paint"],
    }
    pictures = np.array(question.pictures)
    return Exercise(header, len(pictures), partial(judge_chosen, question), pictures)


def judge_chosen(question: Question, chosen: Sequence[int]) -> Header:
    verdict = judged(question, chosen[0])
    marks, texts = [0] * len(question.pictures), [""] * len(question.pictures)
    for i in range(len(question.pictures)):
        if judged(question, i).right:
            marks[i] = FOUND if i == chosen[0] else MISSED
            texts[i] = catalogue("predict")["page"]["this"]
    if not verdict.right:
        marks[chosen[0]] = WRONG
    return {**told(verdict, question.case), "choices": marks, "texts": texts}


def told(verdict: Verdict, case: Case) -> Header:
    keys = case.keys
    return {
        "right": verdict.right,
        "score": verdict.score,
        "lines": [line for line in (verdict.why, verdict.slip) if line],
        "marks": verdict.marks.ravel().tolist(),
        "first": None if verdict.first is None else verdict.first[0] * keys + verdict.first[1],
        "link": link_to(played(case)),
    }
