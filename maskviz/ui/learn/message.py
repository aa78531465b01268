"""What the words of a step are sent; an answer that was not asked for is not in it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from maskviz.settings.declared import Settings
from maskviz.settings.query import make_query
from maskviz.settings.versions import LinkError
from maskviz.teaching.lessons.fitting import around
from maskviz.teaching.lessons.ofmask import PREFIX
from maskviz.teaching.lessons.told import Asked, Told, title_of
from maskviz.teaching.words import catalogue
from maskviz.teaching.words.glossary import found, page_of
from maskviz.ui.kit.link import with_seen
from maskviz.ui.learn.where import Where, after, before
from maskviz.ui.shell import PAGES

SIGNS = re.compile(r"(\*\*.+?\*\*|`.+?`)")
SHOWN = ""  # in place of a choice: the answer was asked for without one
Rich = Sequence[str | dict[str, Any]]


def rich(text: str, met: set[str] | None = None) -> Rich:
    """A sentence as pieces: text, {"code": code}, and words of the field, which can be tapped; in
    bold ones "b" is 1.

    met  the names of words that the step had before; None marks none
    """
    pieces: list[str | dict[str, Any]] = []
    for said in filter(None, SIGNS.split(text)):
        if said.startswith("`") and len(said) > 2:
            pieces.append({"code": said[1:-1]})
        elif said.startswith("**") and len(said) > 4:
            pieces += [{"b": 1, **whole(each)} for each in marked(said[2:-2], met)]
        else:
            pieces += marked(said, met)
    return pieces


def whole(piece: str | dict[str, Any]) -> dict[str, Any]:
    return {"text": piece} if isinstance(piece, str) else piece


def marked(text: str, met: set[str] | None) -> Iterator[str | dict[str, Any]]:
    """Plain text, its words of the field apart where the step has them first."""
    at = 0
    for each in found(text) if met is not None else ():
        if met is None or each.word.name in met:
            continue
        met.add(each.word.name)
        yield text[at : each.start]
        yield {
            "text": text[each.start : each.end],
            "word": each.word.title,
            "says": each.word.says,
            "href": with_seen(page_of(each.word)),
        }
        at = each.end
    yield text[at:]


def message(
    where: Where, told: Told, settings: Settings, chosen: str | None, changed: bool, large: bool
) -> dict[str, Any]:
    """The step's words and the way on.

    chosen   the choice that was made, SHOWN where the answer was asked for, None before that
    changed  whether the picture is no longer the step's
    """
    words, met = catalogue("learn"), set[str]()
    open_question = told.asked is not None and chosen is None
    ways = links(told, settings, words, tells=not open_question)
    return {
        "id": id_of(told),
        "lesson": told.lesson_title,
        "title": told.title,
        "number": told.number,
        "of": told.of,
        "sentence": rich(told.sentence, met),
        "look": rich(told.look, met),
        "asked": told.asked and question(told.asked, chosen, met),
        "changed": changed,
        "large": large,
        "back": before(where) is not None,
        "next": way_on(where, words),
        "links": [way | {"href": with_seen(way["href"])} for way in ways],
        "said": {**words["step"], "progress": words["progress"].format(told=told)},
    }


def id_of(told: Told) -> str:
    """What tells a step from all others."""
    return f"{told.lesson}/{told.name}"


def question(asked: Asked, chosen: str | None, met: set[str]) -> dict[str, Any]:
    """A question and its choices; what is right and why only after an answer."""
    told: dict[str, Any] = {
        "question": rich(asked.question, met),
        "choices": [[key, rich(said)] for key, said in asked.choices.items()],
        "chosen": chosen,
    }
    if chosen is not None:
        told |= {"right": asked.right, "reveal": rich(asked.reveal, met)}
    return told


def way_on(where: Where, words: dict[str, Any]) -> str:
    """What the button to the next step says; nothing at the end."""
    following = after(where)
    if following is None:
        return ""
    if following.lesson is where.lesson:
        return words["step"]["next"]
    return words["following"].format(title=title_of(following.lesson))


def links(
    told: Told, settings: Settings, words: dict[str, Any], *, tells: bool
) -> list[dict[str, str]]:
    """All lessons, the page that goes further, and the playground in this state, where it has a
    link.

    tells  whether a page may be among them that shows what the step asks
    """
    ways = [{"href": "./learn", "text": words["all"]}]
    if not tells:
        return ways
    try:
        state = make_query(settings)
    except LinkError:
        return ways
    if (
        lesson := around(told.lesson.removeprefix(PREFIX))
        if told.lesson.startswith(PREFIX)
        else None
    ):
        text = words["part"].format(title=title_of(lesson))
        ways.append({"href": f"./learn?lesson={lesson.name}", "text": text})
    if told.page:
        group = next(name for name, titles in PAGES.items() if told.page in titles)
        text = words["further"].format(title=PAGES[group][told.page])
        ways.append({"href": f"./{told.page}{state if group == 'Play' else ''}", "text": text})
    return [*ways, {"href": f"./playground{state}", "text": words["playground"]}]
