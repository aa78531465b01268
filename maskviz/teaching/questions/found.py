"""All questions in the order in which they are asked, under the heading of their file."""

from collections.abc import Mapping

from maskviz.teaching.questions.list import blocking, padding, reach, shape, why, writing
from maskviz.teaching.questions.spec import Question

GROUPS: Mapping[str, tuple[Question, ...]] = {
    "why": why.QUESTIONS,
    "blocking": blocking.QUESTIONS,
    "shape": shape.QUESTIONS,
    "padding": padding.QUESTIONS,
    "reach": reach.QUESTIONS,
    "writing": writing.QUESTIONS,
}
QUESTIONS: Mapping[str, Question] = {q.name: q for asked in GROUPS.values() for q in asked}
