"""What the first page's picture is sent; what is covered is not in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from maskviz.analysis.predictions import Guess
from maskviz.settings.link import make_link
from maskviz.settings.query import LINK, written
from maskviz.stage.board import Rich, bold
from maskviz.teaching.front.next_word import NextWord
from maskviz.teaching.front.pictures import Picture
from maskviz.teaching.lessons.path import PATH
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.link import with_seen
from maskviz.ui.shell import ADDRESSES

DOORS = ("learn", "playground", "check")  # addresses
CHANGES = "compare"  # where the four stand side by side
WITH_STATE = ("playground", CHANGES)
STAGES = ("mask", "weights")  # those of the board's that stand here, before the next word


def message(
    drawn: Mapping[str, Picture],
    chosen: str,
    row: int,
    shown: Sequence[str],
    *,
    alone: bool = False,
) -> dict[str, Any]:
    """The four pictures, which is chosen, and the doors; all but the next word.

    shown  of STAGES and "next", those that are seen
    alone  whether it stands in a page that is not ours, with no doors
    """
    picture, doors = drawn[chosen], () if alone else (*DOORS, CHANGES)
    return {
        "pictures": [pictured(each) for each in drawn.values()],
        "chosen": chosen,
        "row": row,
        "shown": list(shown),
        "doors": [door(name, picture, row) for name in doors if name in ADDRESSES],
        "said": said(picture),
    }


def said(picture: Picture) -> dict[str, str]:
    """The words around the pictures."""
    words, looks = catalogue("start"), picture.settings
    stages, following = words["stages"], words["next"]
    return {
        "choice": words["pictures"]["label"],
        "doors": words["doors"]["label"],
        "calm": words["calm"],
        "mask": stages["mask"],
        "maskTold": stages["mask_told"],
        "weights": stages["weights"],
        "weightsTold": stages["weights_told"].format(layer=looks.layer, head=looks.head),
        "next": stages["next"],
        "question": following["question"],
        "reveal": following["reveal"],
    }


def pictured(picture: Picture) -> dict[str, Any]:
    """One of the four: its cells, weights to three digits, and a sentence for each row."""
    words = catalogue("start")
    return {
        "name": picture.name,
        "title": words["pictures"][picture.name],
        "words": picture.words,
        "pads": picture.pads,
        "cells": picture.cells.astype(int).tolist(),
        "weights": [[round(float(share), 3) for share in row] for row in picture.weights],
        "rows": picture.rows,
        "key": rich(words["key_padded" if picture.pads else "key"]),
    }


def covered(found: NextWord) -> dict[str, Any]:
    """The next word before it is revealed: words to choose among, and not which of them."""
    return {"after": found.after, "choices": [guess.label for guess in found.choices]}


def revealed(found: NextWord, guessed: str | None) -> dict[str, Any]:
    """What the model says of each word, and what somebody had guessed."""
    words, best = catalogue("start")["next"], found.best
    told = words["told"].format(after=found.after, best=best.label, share=best.probability)
    guess = found.choice(guessed) if guessed else None
    if guess == best:
        told += f" {words['right']}"
    elif guess:
        told += f" {words['wrong'].format(guess=guess.label, its=guess.probability)}"
    told += f" {words['rest'].format(others=found.others, left=found.left)}"
    mine = guess.label if guess else ""
    return {"bars": [bar(each, best, mine) for each in found.choices], "told": rich(told)}


def bar(guess: Guess, best: Guess, mine: str) -> dict[str, Any]:
    return {
        "word": guess.label,
        "share": round(guess.probability, 3),
        "told": f"{guess.probability:.0%}",
        "best": guess == best,
        "mine": catalogue("start")["next"]["mine"] if guess.label == mine else "",
    }


def door(name: str, picture: Picture, row: int) -> dict[str, str]:
    """A link to another page; the playground opens with the very state that is seen."""
    titles = catalogue("start")["doors"] | catalogue("start")["changes"]
    query = written(state_of(picture, row)) if name in WITH_STATE else ""
    href = with_seen(f"./{name}{query}")
    return {"name": name, "title": titles[name].format(steps=len(PATH)), "href": href}


def state_of(picture: Picture, row: int) -> dict[str, list[str]]:
    return {LINK: [make_link(picture.opened(row))]}


def rich(text: str) -> Rich:
    """A sentence whose **words between stars** are bold."""
    pieces = text.split("**")
    return [bold(piece) if i % 2 else piece for i, piece in enumerate(pieces) if piece]
