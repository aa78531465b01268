"""What an answer is worth, by computing the mask again."""

from dataclasses import dataclass

import numpy as np

from maskviz.masks.cell import token
from maskviz.teaching.bank.case import Case
from maskviz.teaching.bank.questions import Question, slip_of
from maskviz.teaching.words import catalogue

BLOCKED, FOUND, MISSED, WRONG = range(4)  # blocked and left so, may be read and said so, …


@dataclass(frozen=True, eq=False)
class Verdict:
    """What became of an answer.

    marks  uint8 (query, key), each BLOCKED, FOUND, MISSED or WRONG
    score  in words
    first  the first wrong cell (row, key), row by row; None when all are right
    why    the sentence that explains it by its rule and numbers
    slip   the one mistake that leads to the whole answer, where there is one
    """

    right: bool
    marks: np.ndarray
    score: str
    first: tuple[int, int] | None = None
    why: str = ""
    slip: str = ""


def judged(question: Question, answer: np.ndarray | int) -> Verdict:
    """The verdict on painted cells, bool (query, key), or on the picture of a number from 0.

    ValueError for cells of another shape, IndexError for a picture that is none.
    """
    if not question.pictures:
        return judged_cells(question, np.asarray(answer, dtype=bool))
    if not 0 <= int(answer) < len(question.pictures):
        raise IndexError(f"picture {answer} of {len(question.pictures)}")
    return judged_cells(question, question.pictures[int(answer)])


def judged_cells(question: Question, answer: np.ndarray) -> Verdict:
    case, truth = question.case, question.case.truth
    if answer.shape != truth.shape:
        raise ValueError(f"an answer of shape {answer.shape} to a mask of {truth.shape}")
    marks = np.select([truth & answer, truth, answer], [FOUND, MISSED, WRONG], BLOCKED)
    marks = marks.astype(np.uint8)
    wrong = np.argwhere(truth != answer)
    score = scored(marks, bool(question.pictures))
    if not len(wrong):
        return Verdict(True, marks, score)
    row, key = wrong[0].tolist()
    slip, said = slip_of(question, answer), ""
    if slip:
        said = catalogue("predict")["slips"][slip.name].format(**slip.words)
    return Verdict(False, marks, score, (row, key), explained(case, row, key), said)


def scored(marks: np.ndarray, chosen: bool = False) -> str:
    """The score in words, with its numbers."""
    found, missed, wrong = (int((marks == kind).sum()) for kind in (FOUND, MISSED, WRONG))
    name = "chosen" if chosen else "painted"
    name = f"{name}_right" if not missed + wrong else name
    return catalogue("predict")["score"][name].format(
        cells=marks.size, right=marks.size - missed - wrong, found=found, missed=missed,
        wrong=wrong, open=found + missed,
    )  # fmt: skip


def explained(case: Case, row: int, key: int) -> str:
    """Why one cell is as it is: "Query 5 may read key 2: …"."""
    name = "open" if case.truth[row, key] else "blocked"
    query, asked = token("q", row + case.offset, case.tokens), token("k", key, case.tokens)
    said = catalogue("predict")["why"][name]
    told = said.format(query=query, key=asked, reason=case.reason(row, key))
    return told[:1].upper() + told[1:]
