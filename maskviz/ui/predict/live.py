"""The exercises of questions about what the model does: a row of weights, a next token."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from maskviz.masks.cell import token
from maskviz.teaching.bank.nexts import NextQuestion
from maskviz.teaching.bank.rows import RowQuestion, said_of
from maskviz.teaching.bank.verdict import BLOCKED, FOUND, MISSED, WRONG
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.exercise import Exercise, Header, about, link_to, told_of


def row_exercise(asked: RowQuestion) -> Exercise:
    """One row: its scores and which keys are blocked; the weights come with the verdict."""
    case, text = asked.run.case, catalogue("predict")
    all_told = told_of(case)
    query = token("q", asked.q, case.tokens)
    where = text["page"]["where"].format(layer=asked.run.layer, head=asked.run.head)
    header = {
        **all_told,
        "queries": [all_told["queries"][asked.q]],
        "mode": "grid",
        "many": asked.ask == "zeros",
        "ask": text["ask"][asked.ask].format(query=query.removeprefix("query ")),
        "hint": text["hint"]["row"],
        "about": {**about(case.term), "lines": [*about(case.term)["lines"], where]},
        "words": text["words"]["row"],
        "numbers": [f"{score:.2f}".replace("-", "−") for score in asked.scores],
        "blocked": [int(not may) for may in asked.allowed],
    }
    return Exercise(header, case.keys, partial(judge_row, asked))


def judge_row(asked: RowQuestion, cells: Sequence[int]) -> Header:
    text = catalogue("predict")["score"]
    answer = np.zeros(len(asked.right), dtype=bool)
    answer[list(cells)] = True
    marks = np.select([asked.right & answer, asked.right, answer], [FOUND, MISSED, WRONG], BLOCKED)
    wrong = np.flatnonzero(asked.right != answer).tolist()
    name = ("row_right" if not wrong else "row") if asked.ask == "zeros" else "one"
    name = "one_right" if name == "one" and not wrong else name
    keys = [*wrong[:1], int(asked.right.argmax())] if asked.ask == "heaviest" else wrong[:1]
    best = int(asked.weights.argmax())
    return {
        "right": not wrong,
        "score": text[name].format(right=len(marks) - len(wrong), keys=len(marks)),
        "lines": [said_of(asked, key) for key in dict.fromkeys(keys or [best])],
        "marks": marks.tolist(),
        "first": wrong[0] if wrong else None,
        "counts": np.bincount(marks, minlength=4).tolist(),
        "numbers": [weight_said(weight) for weight in asked.weights.tolist()],
        "link": link_to(replace(asked.run.settings, locked=(asked.q, best))),
    }


def weight_said(weight: float) -> str:
    return "0" if weight == 0 else f"{weight:.2f}" if weight >= 0.005 else "<0.01"


def next_exercise(asked: NextQuestion) -> Exercise:
    """The text and four tokens; their probabilities come with the verdict."""
    case, text = asked.run.case, catalogue("predict")
    header = {
        **told_of(case),
        "mode": "words",
        "many": False,
        "choices": len(asked.choices),
        "texts": list(asked.words),
        "ask": text["ask"]["next"],
        "about": {**about(case.term), "quote": asked.run.text},
        "words": text["words"]["row"],
    }
    return Exercise(header, len(asked.choices), partial(judge_next, asked))


def judge_next(asked: NextQuestion, chosen: Sequence[int]) -> Header:
    text, case = catalogue("predict")["next"], asked.run.case
    chances = [asked.guesses[choice] for choice in asked.choices]
    usual = max(asked.usual, key=asked.usual.__getitem__)
    said = {
        "right": asked.words[asked.right],
        "chance": chances[asked.right],
        "chosen": asked.words[chosen[0]],
        "chosen_chance": chances[chosen[0]],
        "usual": asked.words[asked.choices.index(usual)],
        "usual_chance": asked.usual[usual],
        "last": f"“{case.tokens[-1]}”",
        "read": int(case.truth[-1].sum()),
        "keys": case.keys,
    }
    right = chosen[0] == asked.right
    marks = [BLOCKED] * len(chances)
    marks[asked.right] = FOUND if right else MISSED
    if not right:
        marks[chosen[0]] = WRONG
    changed = asked.choices[asked.right] != usual
    return {
        "right": right,
        "score": text["right" if right else "wrong"].format(**said),
        "lines": [text["reads" if changed else "same"].format(**said)],
        "marks": [],
        "first": None,
        "choices": marks,
        "texts": [f"{chance:.0%}" if chance >= 0.005 else "<1%" for chance in chances],
        "link": link_to(asked.run.settings),
    }
