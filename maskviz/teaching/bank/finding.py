"""A mask came out wrong: what was meant and what came out are known, the fault is to be found."""

from dataclasses import dataclass
from itertools import count

import numpy as np

from maskviz.masks.compose import Term, facts_of
from maskviz.teaching.bank.case import Case, case_of
from maskviz.teaching.bank.draws import Draws, below, draws, in_turn, one_of, shuffled
from maskviz.teaching.bank.facts import MADE
from maskviz.teaching.bank.live import TEXTS
from maskviz.teaching.bank.planting import DRAWN, KINDS, holds, planted
from maskviz.teaching.bank.pool import POOL, SQUARES
from maskviz.teaching.bank.questions import case_drawn
from maskviz.teaching.bank.slips import Slip
from maskviz.teaching.bank.verdict import explained
from maskviz.teaching.words import catalogue

KIND = "fault"
OTHERS = 3  # kinds of faults beside the right one
OFTEN = {  # how many times as often as the others one is planted: what people do
    "upper_left": 9, "short": 4, "transposed": 3, "future_open": 3, "inverted": 2, "too_low": 2,
    "too_high": 2, "empty_rows": 2,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class FaultQuestion:
    """A mask as it was meant, what came out in its place, and four kinds of faults, one of which it
    is.

    text  what a model reads under both
    """

    case: Case
    fault: Slip
    choices: tuple[str, ...]
    text: str

    @property
    def right(self) -> int:
        return self.choices.index(self.fault.name)

    @property
    def apart(self) -> np.ndarray:
        """The cells that came out otherwise than they were meant, bool (query, key)."""
        return self.fault.cells != self.case.truth


def fault_question(seed: int, level: int, number: int) -> FaultQuestion:
    """Question `number` of a level, counted from 1, the same for ever; KeyError for a level that is
    none."""
    draft = in_turn(POOL[level], seed, level, KIND, number)
    for attempt in count():
        found = draws(KIND, seed, level, number, attempt)
        text = in_turn(TEXTS, seed, level, f"{KIND} text", number)
        if made := found_in(case_drawn(draft, level, found), text, found):
            return made
    raise AssertionError("counting ends")


def found_in(case: Case, text: str, found: Draws) -> FaultQuestion | None:
    """A fault planted by chance, among kinds that this mask may have and this matrix does not; None
    where there are too few."""
    faults = [fault for fault in planted(case, found) for _ in range(OFTEN.get(fault.name, 1))]
    if not faults:
        return None
    fault = one_of(found, faults)
    others = [
        name
        for name, plant in KINDS.items()
        if (made := plant(case, draws(name))) is not None
        and (made != case.truth).any()
        and not holds(name, case, fault.cells)
    ]
    if len(others) < OTHERS:
        return None
    chosen = shuffled(found, others)[:OTHERS]
    return FaultQuestion(case, fault, tuple(shuffled(found, [fault.name, *chosen])), text)


def fault_asked_of(term: Term, number: int) -> FaultQuestion | None:
    """A fault in a mask that somebody looks at; None where none can be planted."""
    if set(facts_of(term)) - MADE.keys():
        return None
    found = draws("asked", str(term), KIND, number)
    case = case_of(term, *one_of(found, SQUARES[2]), below(found, 10_000))
    try:
        return found_in(case, in_turn(TEXTS, "asked", number), found)
    except ValueError:  # it chooses by scores, or cannot be calculated at this size
        return None


def said_of_choice(asked: FaultQuestion, choice: int) -> list[str]:
    """What the reveal tells: how many cells differ, why the first does, and why a wrong choice is
    none."""
    text, name = catalogue("predict")["found"], asked.choices[choice]
    row, key = np.argwhere(asked.apart)[0].tolist()
    lines = [
        text["apart"].format(apart=int(asked.apart.sum()), cells=asked.apart.size),
        text["signs"],
        explained(asked.case, row, key),
    ]
    if choice == asked.right:
        return lines
    made = KINDS[name](asked.case, draws(name))
    assert made is not None
    off = int((made != asked.fault.cells).sum())
    told = text[name] if name in DRAWN else text["other"].format(off=off)
    return [*lines, told]
