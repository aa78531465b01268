"""The handout as the server hands it out: each lesson is made once and remembered."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from markupsafe import Markup

from maskviz.models import WeightsError
from maskviz.teaching.handout.page import faulty, handout, lesson, unknown
from maskviz.teaching.lessons.found import names
from maskviz.teaching.lessons.path import PATH
from maskviz.ui.shell import model

MOST = 128  # lessons that are remembered; one is about 40 kB


@lru_cache(MOST)
def remembered(name: str, answers: bool) -> Markup:
    return lesson(name, answers, model)


def made(name: str, answers: bool) -> Markup:
    """A lesson, or the sentence why its model cannot tell it; that is not remembered."""
    try:
        return remembered(name, answers)
    except WeightsError as error:
        return faulty(name, str(error))


def paper(answers: bool, asked: str) -> str:
    """The whole path, or the one lesson that is asked for."""
    known = asked in names()
    wanted = [asked] if known else list(PATH)
    told = unknown(asked) if asked and not known else ""
    return handout([made(name, answers) for name in wanted], answers, told, asked if known else "")


PAPERS: Mapping[str, Callable[[str], str]] = {
    "handout": partial(paper, False),
    "handout/answers": partial(paper, True),
}
