"""The exercise of a mask that came out wrong: what is noticed, and four kinds of faults."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from maskviz.models import Shipped
from maskviz.teaching.bank.finding import FaultQuestion, said_of_choice
from maskviz.teaching.bank.symptoms import symptoms
from maskviz.teaching.bank.verdict import BLOCKED, FOUND, MISSED, WRONG
from maskviz.teaching.words import catalogue
from maskviz.ui.kit.exercise import Exercise, Header, about, link_to, played, told_of


def fault_exercise(asked: FaultQuestion, level: int, shipped: Shipped | None) -> Exercise:
    """What came out; what was meant is drawn beside it with the verdict."""
    case, text = asked.case, catalogue("predict")
    meant = about(case.term, case.queries, case.keys, formula=level > 1)
    header = {
        **told_of(case),
        "mode": "words",
        "many": False,
        "choices": len(asked.choices),
        "texts": [text["faults"][name] for name in asked.choices],
        "drawn": [text["found"]["came"]],
        "ask": text["ask"]["fault"],
        "about": {
            **meant,
            "title": text["found"]["was_meant"].format(mask=meant["title"]),
            "noticed": [text["found"]["noticed"], *symptoms(asked, shipped)],
        },
        "words": text["words"]["paint"],
    }
    pictures = np.array([asked.fault.cells])
    after = np.array([asked.fault.cells, case.truth])
    return Exercise(header, len(asked.choices), partial(judge_fault, asked), pictures, after)


def judge_fault(asked: FaultQuestion, chosen: Sequence[int]) -> Header:
    """The verdict, with both pictures and where they differ."""
    text, right = catalogue("predict"), chosen[0] == asked.right
    marks = [BLOCKED] * len(asked.choices)
    marks[chosen[0]] = WRONG
    marks[asked.right] = FOUND if right else MISSED
    apart = np.select([asked.apart & asked.case.truth, asked.apart], [MISSED, WRONG], BLOCKED)
    first = np.flatnonzero(asked.apart)[0]
    name = "right" if right else "wrong"
    return {
        "right": right,
        "score": text["found"][name].format(fault=text["faults"][asked.fault.name]),
        "lines": said_of_choice(asked, chosen[0]),
        "marks": apart.ravel().tolist(),
        "first": int(first),
        "choices": marks,
        "texts": [""] * len(asked.choices),
        "drawn": [text["found"]["came"], text["found"]["meant"]],
        "link": link_to(played(asked.case)),
    }
