"""The handout: every step with its picture and its question, or with its answer, as one page."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup

from maskviz.analysis.view import View, make_view
from maskviz.models import Shipped
from maskviz.teaching.handout.cells import TITLES, sheet
from maskviz.teaching.handout.drawing import HATCH, figure
from maskviz.teaching.lessons.found import lesson_of
from maskviz.teaching.lessons.told import Told, about, title_of, told
from maskviz.teaching.words import catalogue

ShippedOf = Callable[[str], Shipped]  # by the name of the model
USUAL = ("mask", "weights")  # the stages of a step that names none
LETTERS = "ABCDEFGH"

PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title} – maskviz</title>'
    "<style>/* ours */</style></head><body>{hatch}<header><h1>{title}</h1>{head}</header>"
    "<main>{body}</main></body></html>"
)
LESSON = Markup('<section class="lesson" id="{}"><h2>{}</h2><p>{}</p>{}</section>')
STEP = Markup(
    '<article><h3>{}</h3><div class="step"><div>{}</div><div class="figures">{}</div></div>'
    "</article>"
)
SCREEN = Markup('<p class="screen">{}</p>')
PARAGRAPH = Markup('<p class="{}">{}</p>')
CHOICES = Markup('<ol class="choices">{}</ol>')
CHOICE = Markup('<li class="{}"><b>{}</b> {}</li>')
BOLD, CODE, PLAIN = Markup("<b>{}</b>"), Markup("<code>{}</code>"), Markup("{}")
LINK = Markup('<a href="{}">{}</a>')
MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`|\[\[(?P<word>.+?)\]\]")


def handout(lessons: Iterable[Markup], answers: bool, note: str = "", only: str = "") -> str:
    """The whole page, of the lessons as `lesson` makes them.

    note  a sentence that the reader has to know before anything else
    only  the name of the one lesson that was asked for, "" for all of the path
    """
    words = catalogue("handout")
    asked = f"?{urlencode({'lesson': only})}" if only else ""
    address = ("../handout" if answers else "./handout/answers") + asked
    other = LINK.format(address, words[f"to_{kind(not answers)}"])
    lines = [words["legend"], *([] if answers else [words["name"]])]
    head = [*paragraphs("note", [note]), *paragraphs("", lines), SCREEN.format(other)]
    made = PAGE.format(
        title=words[kind(answers)],
        hatch=HATCH,
        head=Markup("").join(head),
        body=Markup("").join(lessons),
    )
    return str(made).replace("/* ours */", style(), 1)  # the first: what follows is others' text


def unknown(asked: str) -> str:
    """The sentence for a lesson that there is not."""
    return catalogue("handout")["unknown"].format(asked=asked[:40])


def faulty(name: str, error: str) -> Markup:
    """What stands in the place of a lesson whose model cannot be loaded."""
    told = catalogue("handout")["missing"].format(error=error)
    return LESSON.format(name, title_of(lesson_of(name)), told, "")


def kind(answers: bool) -> str:
    return "answers" if answers else "questions"


@cache
def style() -> str:
    return (Path(__file__).parent / "handout.css").read_text("utf-8")


def lesson(name: str, answers: bool, shipped_of: ShippedOf) -> Markup:
    """One lesson, each step run through its model."""
    found = lesson_of(name)
    steps = []
    for number, step in enumerate(found.steps, 1):
        shipped = shipped_of(step.settings.model)
        steps.append(article(told(name, number, shipped), answers, shipped))
    return LESSON.format(name, title_of(found), rich(about(found)), Markup("").join(steps))


def article(step: Told, answers: bool, shipped: Shipped) -> Markup:
    """One step: what it says, its pictures, and its question or the answer to it."""
    view = make_view(step.settings, shipped)
    said = [] if answers and step.asked else [step.sentence]
    lines = [*paragraphs("", said), *(answer(step) if answers else question(step))]
    drawn = Markup("").join(pictures(step, view, answers))
    return STEP.format(f"{step.number}. {step.title}", Markup("").join(lines), drawn)


def pictures(step: Told, view: View, answers: bool) -> Iterator[Markup]:
    """The stages of the step; what its question covers is left blank to be filled in."""
    shown = [stage for stage in step.show or USUAL if stage in TITLES]
    covered = step.asked.covered if step.asked and not answers else ()
    for stage in shown:
        yield figure(sheet(view, stage, step.rings, blank=stage in covered))


def question(step: Told) -> Iterator[Markup]:
    yield from paragraphs("look", [step.look])
    if step.asked:
        yield from paragraphs("question", [step.asked.question])
        yield CHOICES.format(choices(step, answers=False))


def answer(step: Told) -> Iterator[Markup]:
    if step.asked:
        yield from paragraphs("question", [step.asked.question])
        yield CHOICES.format(choices(step, answers=True))
        yield from paragraphs("reveal", [step.asked.reveal])
    else:
        yield from paragraphs("look", [step.look])


def choices(step: Told, answers: bool) -> Markup:
    """The choices by letters; among the answers the right one is marked by a sign."""
    assert step.asked
    return Markup("").join(
        CHOICE.format(
            "right" if answers and key == step.asked.right else "",
            f"{'✓ ' if answers and key == step.asked.right else ''}{letter}",
            rich(said),
        )
        for letter, (key, said) in zip(LETTERS, step.asked.choices.items(), strict=False)
    )


def paragraphs(kind: str, texts: Iterable[str]) -> Iterator[Markup]:
    for text in texts:
        if text:
            yield PARAGRAPH.format(kind, rich(text))


def rich(text: str) -> Markup:
    """A text of the catalogue as HTML: **bold**, `code`; a marked word is the word."""
    made, end = Markup(""), 0
    for match in MARKED.finditer(text):
        form = {"bold": BOLD, "code": CODE, "word": PLAIN}[match.lastgroup or "word"]
        made += PLAIN.format(text[end : match.start()]) + form.format(match[match.lastgroup or 0])
        end = match.end()
    return made + PLAIN.format(text[end:])
