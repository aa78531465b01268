"""Find the fault: what came out is what plain loops make, and exactly one choice is right."""

from hashlib import blake2b

import numpy as np
import pytest

from maskviz.masks.compose import term_of
from maskviz.teaching.bank import LEVELS
from maskviz.teaching.bank.case import case_of
from maskviz.teaching.bank.draws import draws
from maskviz.teaching.bank.finding import fault_asked_of, fault_question, said_of_choice
from maskviz.teaching.bank.planting import KINDS, planted, shorter
from maskviz.teaching.bank.pool import POOL
from maskviz.teaching.words import catalogue
from tests.teaching.faultloops import by_loops, is_emptied, is_open, less_far

SEEDS = range(1, 301)
# Every fault of a level as it was when the first link was given out.
FROZEN = {(1, 1): "def963927082", (7, 2): "728fbc1e625a", (300, 3): "ff9aa99401c0"}


@pytest.fixture(scope="module")
def asked():
    return {s: fault_question(s, LEVELS[s % len(LEVELS)], s % 40 + 1) for s in SEEDS}


def test_of_four_faults_exactly_one_makes_what_came_out(asked):
    met = set()
    for seed, one in asked.items():
        truth, made = by_loops(one.case)
        came = one.fault.cells.tolist()
        right = {name for name, cells in made.items() if cells == came and cells != truth}
        right |= {"future_open"} if is_open(one.case, truth, came) else set()
        right |= {"empty_rows"} if is_emptied(truth, came) else set()
        assert len({*one.choices}) == 4 and {*one.choices} & right == {one.fault.name}, seed
        assert one.choices[one.right] == one.fault.name
        assert all(made.get(name) != truth for name in one.choices)
        met.add(one.fault.name)
    assert met == {*KINDS} == {*catalogue("predict")["faults"]}


def test_every_fault_of_every_mask_is_what_plain_loops_make():
    for level, drafts in POOL.items():
        for n, draft in enumerate(drafts):
            found = draws("loops", level, n)
            case = case_of(draft.drawn(found), *draft.sizes(level)[0], n)
            truth, made = by_loops(case)
            assert case.truth.tolist() == truth
            for name, plant in KINDS.items():
                cells = plant(case, draws("plant", n))
                if name == "future_open":
                    assert cells is None or is_open(case, truth, cells.tolist())
                elif name == "empty_rows":
                    assert cells is None or is_emptied(truth, cells.tolist())
                else:
                    assert (cells is None) == (name not in made), (str(case.term), name)
                    assert cells is None or cells.tolist() == made[name], (str(case.term), name)
            assert planted(case, draws("plant", n))


def test_a_number_is_one_less_wherever_it_stands():
    term = term_of("and(causal(), not(sliding_window(window=3)), two_sided_window(radius=1))")
    assert [*map(str, shorter(term))] == [*map(str, less_far(term))]
    assert len([*shorter(term)]) == 2
    assert not [*shorter(term_of("sliding_window(window=1)"))]


def test_the_reveal_says_how_many_cells_differ_and_why_a_choice_is_none(asked):
    for one in list(asked.values())[:60]:
        for choice in range(4):
            lines = said_of_choice(one, choice)
            assert lines[0].startswith(f"{int(one.apart.sum())} of {one.apart.size} cells")
            assert len(lines) == 3 + (choice != one.right)


def test_a_mask_that_is_looked_at_has_faults_too():
    one = fault_asked_of(term_of("and(causal(), chunk(size=3))"), 1)
    assert one.fault.name in one.choices and one.apart.any()
    assert fault_asked_of(term_of("same_word()"), 1) is None


def digest(seed, level):
    made = blake2b(digest_size=6)
    for number in range(1, len(POOL[level]) + 3):
        one = fault_question(seed, level, number)
        case = one.case
        made.update(f"{case.term} {case.queries} {case.keys} {case.facts} {one.text}".encode())
        made.update(f"{one.fault.name} {one.choices}".encode())
        made.update(np.packbits(one.fault.cells).tobytes())
    return made.hexdigest()


@pytest.mark.parametrize(("seed", "level"), FROZEN)
def test_a_seed_is_the_same_fault_for_ever(seed, level):
    assert digest(seed, level) == FROZEN[seed, level]
