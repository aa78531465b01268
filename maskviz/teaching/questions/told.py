"""A question as it is told: its answer with the live numbers in it, as plain data."""

from dataclasses import dataclass
from functools import lru_cache

from maskviz.analysis.view import make_view
from maskviz.models import Shipped
from maskviz.settings.declared import Settings
from maskviz.teaching.questions.found import QUESTIONS
from maskviz.teaching.questions.spec import Question
from maskviz.teaching.words import LANGUAGE, catalogue

SUBJECT = "questions"
MOST = 64  # answers that are remembered; one is a few hundred letters


@dataclass(frozen=True)
class Answer:
    """A question with its answer; **two stars** in it make bold."""

    name: str
    asked: str
    answer: str
    page: str
    own: str
    settings: Settings


def asked(question: Question, language: str = LANGUAGE) -> str:
    """The question itself; it needs no model."""
    return catalogue(SUBJECT, language)[question.name]["ask"]


@lru_cache(MOST)
def told(name: str, shipped: Shipped) -> Answer:
    """The question of that name, answered with its own model; remembered. KeyError for no name."""
    question = QUESTIONS[name]
    figures = question.measured(make_view(question.settings, shipped))
    text = catalogue(SUBJECT)[name]["answer"].format_map(figures)
    settings = question.settings
    return Answer(name, asked(question), text, question.page, question.own, settings)
