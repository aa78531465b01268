"""What the words of a step are sent; an answer that was not asked for is not in it."""

import re
from collections.abc import Sequence
from typing import Any

from maskviz.settings.declared import Settings
from maskviz.settings.query import make_query
from maskviz.settings.versions import LinkError
from maskviz.teaching.lessons.told import Asked, Told, title_of
from maskviz.teaching.words import catalogue
from maskviz.ui.learn.where import Where, after, before
from maskviz.ui.shell import PAGES

SIGNS = re.compile(r"(\*\*.+?\*\*|`.+?`)")
SHOWN = ""  # in place of a choice: the answer was asked for without one
Rich = Sequence[str | dict[str, str]]


def rich(text: str) -> Rich:
    """A sentence as pieces: text, {"b": bold}, {"code": code}."""
    return [piece(said) for said in SIGNS.split(text) if said]


def piece(said: str) -> str | dict[str, str]:
    if said.startswith("**") and len(said) > 4:
        return {"b": said[2:-2]}
    return {"code": said[1:-1]} if said.startswith("`") and len(said) > 2 else said


def message(
    where: Where, told: Told, settings: Settings, chosen: str | None, changed: bool, large: bool
) -> dict[str, Any]:
    """The step's words and the way on.

    chosen   the choice that was made, SHOWN where the answer was asked for, None before that
    changed  whether the picture is no longer the step's
    """
    words = catalogue("learn")
    return {
        "id": f"{told.lesson}/{told.name}",
        "lesson": told.lesson_title,
        "title": told.title,
        "number": told.number,
        "of": told.of,
        "sentence": rich(told.sentence),
        "look": rich(told.look),
        "asked": told.asked and question(told.asked, chosen),
        "changed": changed,
        "large": large,
        "back": before(where) is not None,
        "next": way_on(where, words),
        "links": links(told, settings, words),
        "said": {**words["step"], "progress": words["progress"].format(told=told)},
    }


def question(asked: Asked, chosen: str | None) -> dict[str, Any]:
    """A question and its choices; what is right and why only after an answer."""
    found: dict[str, Any] = {
        "question": rich(asked.question),
        "choices": [[key, rich(said)] for key, said in asked.choices.items()],
        "chosen": chosen,
    }
    if chosen is not None:
        found |= {"right": asked.right, "reveal": rich(asked.reveal)}
    return found


def way_on(where: Where, words: dict[str, Any]) -> str:
    """What the button to the next step says; nothing at the end."""
    following = after(where)
    if following is None:
        return ""
    if following.lesson is where.lesson:
        return words["step"]["next"]
    return words["following"].format(title=title_of(following.lesson))


def links(told: Told, settings: Settings, words: dict[str, Any]) -> list[dict[str, str]]:
    """All lessons, the page that goes further, and the playground in this state, where it has a
    link."""
    found = [{"href": "./learn", "text": words["all"]}]
    try:
        state = make_query(settings)
    except LinkError:
        return found
    if told.page:
        group = next(name for name, titles in PAGES.items() if told.page in titles)
        text = words["further"].format(title=PAGES[group][told.page])
        found.append({"href": f"./{told.page}{state if group == 'Play' else ''}", "text": text})
    return [*found, {"href": f"./playground{state}", "text": words["playground"]}]
