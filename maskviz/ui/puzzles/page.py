"""The page "Puzzles": a picture is given, and the rule that makes it is to be written."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import typed
from maskviz.masks.compose.as_rule import rule_of
from maskviz.masks.compose.words import title
from maskviz.masks.rule import Rule, RuleError
from maskviz.masks.rule.fault import CHARACTERS
from maskviz.stage.predict import exercise, predict_message
from maskviz.teaching.bank.puzzles import Comparison, Puzzle, compared, puzzle
from maskviz.teaching.bank.verdict import BLOCKED, FOUND, MISSED, WRONG
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.exercise import about, link_to, played, told_of
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.rulebox import HELP, show_fault
from maskviz.ui.kit.seeded import go_on, seeded, unlike
from maskviz.ui.kit.taken import taken, taking
from maskviz.ui.kit.words import plain
from maskviz.ui.state.page import begun, ended
from maskviz.ui.state.seen import seen

KEY = "puzzle"


def show() -> None:
    """The controls, the rule's box, and the picture with what is still different in it."""
    text = catalogue("puzzles")["page"]
    st.title(text["title"], anchor=False)
    st.markdown(text["look"])
    notes = unlike()
    begun()
    seed, level, _, number = seeded()
    show_notes([*notes, *ended({}, "")])
    asked, name = puzzle(seed, level, number), f"puzzle/{seed}/{level}/{number}"
    rule = ask_rule(name)
    found = compared(asked, rule) if rule else None
    header = {**shown(asked), "id": name, "large": seen().type == "large"}
    header["verdict"] = verdict_of(asked, found) if found else None
    header |= {"taken": taken(KEY)}
    takes = {"next": lambda pressed: go_on(pressed, name, number)}
    exercise(predict_message(header), key=KEY, told=taking(KEY, takes))
    show_hint(asked, name)


def ask_rule(name: str) -> Rule | None:
    """The box of this puzzle's rule; None while it is empty or what is in it is no rule."""
    text = catalogue("puzzles")["page"]
    written = st.text_input(
        text["rule"], key=name, max_chars=CHARACTERS, live=True, help=HELP, width=720
    )
    if not written.strip():
        return None
    found = typed(written)
    if isinstance(found, RuleError):
        show_fault(found, name, lambda _: None)
        st.caption(text["still"])
        return None
    return found.rule


def shown(asked: Puzzle) -> Mapping[str, Any]:
    """The picture as the browser draws it; its name is not among it."""
    text, case = catalogue("puzzles"), asked.case
    lines = [text["page"]["facts"]] if case.facts else []
    return {
        **told_of(case),
        "mode": "grid",
        "many": True,
        "given": np.flatnonzero(case.truth).tolist(),
        "ask": text["page"]["ask"],
        "about": {"title": "", "lines": lines, "code": ""},
        "words": text["words"],
    }


def verdict_of(asked: Puzzle, found: Comparison) -> Mapping[str, Any]:
    """What the rule makes beside the picture: every cell's mark, and one sentence."""
    text, truth = catalogue("puzzles"), asked.case.truth
    mine = truth if found.cells is None else found.cells
    marks = np.select([truth & mine, truth, mine], [FOUND, MISSED, WRONG], BLOCKED)
    here = found.case is asked.case and found.first is not None
    lines = []
    if found.differ and found.case:
        cells = found.case.truth.size
        lines.append(text["said"]["differ"].format(differ=found.differ, cells=cells))
    if found.right:
        lines.append(text["page"]["mask"].format(title=title(asked.case.term)))
        if one := plainest(asked):
            lines.append(text["page"]["one"].format(rule=one))
    row, key = found.first if here and found.first else (0, 0)
    return {
        "right": found.right,
        "score": found.said,
        "lines": lines,
        "cells": np.flatnonzero(truth).tolist(),
        "marks": marks.ravel().tolist(),
        "first": row * asked.case.keys + key if here else None,
        "counts": np.bincount(marks.ravel(), minlength=4).tolist(),
        "link": link_to(played(asked.case)) if found.right else "",
    }


def plainest(asked: Puzzle) -> str:
    """A rule that makes the mask, where it is one of the catalogue."""
    term = asked.case.term
    return rule_of(term).canonical if isinstance(term, MaskCall) else ""


def show_hint(asked: Puzzle, name: str) -> None:
    """The sentence of the mask, which is sent when it is asked for."""
    panel = st.expander(catalogue("puzzles")["page"]["hint"], key=f"hint {name}", on_change="rerun")
    if panel.open:
        for line in about(asked.case.term, formula=False)["lines"]:
            panel.markdown(plain(line))
