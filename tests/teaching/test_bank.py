"""The bank: exactly one answer is right, near misses are none, and links hold for ever."""

from hashlib import blake2b
from itertools import combinations

import numpy as np
import pytest

from maskviz.masks.compose import term_of
from maskviz.masks.compose.because import because
from maskviz.masks.compose.why import why
from maskviz.teaching.bank import LEVELS, asked_of, judged, question
from maskviz.teaching.bank.draws import draws, shuffled
from maskviz.teaching.bank.facts import MADE
from maskviz.teaching.bank.pool import POOL
from maskviz.teaching.bank.questions import case_drawn
from maskviz.teaching.bank.slips import near_misses, slips
from maskviz.teaching.bank.verdict import BLOCKED, FOUND, MISSED, WRONG
from maskviz.teaching.words import catalogue
from tests.teaching.byhand import by_hand

SEEDS = range(1, 501)

# Every mask of a level, painted and as pictures, as it was when the first link was given out.
FROZEN = {
    (1, 1): "1aafe80731fa",
    (7, 2): "15396533d999",
    (500, 3): "180a42181f48",
}


def level_of(seed: int) -> int:
    return LEVELS[seed % len(LEVELS)]


@pytest.fixture(scope="module")
def asked():
    """One question of four pictures for each seed."""
    return {seed: question(seed, level_of(seed), "picture", seed % 50 + 1) for seed in SEEDS}


def test_of_four_pictures_exactly_one_is_the_mask(asked):
    for seed, one in asked.items():
        case = one.case
        truth = np.array(by_hand(case.term, case.queries, case.keys, case.facts))
        right = [i for i, picture in enumerate(one.pictures) if (picture == truth).all()]
        assert len(one.pictures) == 4 and len(right) == 1, (seed, str(case.term))
        assert [judged(one, i).right for i in range(4)] == [i in right for i in range(4)]
        assert all((a != b).any() for a, b in combinations(one.pictures, 2))


def test_a_verdict_agrees_with_a_plain_loop(asked):
    for seed in SEEDS:
        one = question(seed, level_of(seed), "mask", seed % 50 + 1)
        case = one.case
        truth = by_hand(case.term, case.queries, case.keys, case.facts)
        chance = draws("answer", seed)
        answer = [[next(chance) % 3 == 0 for _ in line] for line in truth]
        verdict = judged(one, np.array(answer))
        want = {(1, 1): FOUND, (1, 0): MISSED, (0, 1): WRONG, (0, 0): BLOCKED}
        marks = [
            [want[t, a] for t, a in zip(*pair, strict=True)]
            for pair in zip(truth, answer, strict=True)
        ]
        assert verdict.marks.tolist() == marks
        wrong = [(q, k) for q, line in enumerate(marks) for k, m in enumerate(line) if m in (2, 3)]
        assert verdict.first == (wrong[0] if wrong else None)
        assert judged(one, np.array(truth)).right


def test_every_cell_of_every_mask_has_its_reason():
    for level, drafts in POOL.items():
        for draft in drafts:
            case = asked_case(level, draft)
            for q, k in np.ndindex(case.truth.shape):
                told = [found(case.term, case.cell(q, k)) for found in (why, because)]
                assert [bool(t) for t in told] == [not case.truth[q, k], case.truth[q, k]]


def asked_case(level, draft):
    return case_drawn(draft, level, draws("reason", draft.text))


def test_the_first_wrong_cell_is_told_by_its_rule_and_numbers():
    one = asked_of(term_of("sliding_window(window=4)"), "mask", 1)
    nothing = judged(one, np.zeros_like(one.case.truth))
    assert nothing.first == (0, 0) and "0 − 0 = 0 is under window 4" in nothing.why
    everything = np.tri(*one.case.truth.shape, dtype=bool)
    verdict = judged(one, everything)
    assert verdict.first == (4, 0)
    assert verdict.why.startswith("For query 4 ")
    assert "4 − 0 = 4 is not under window 4 (q - k < window)" in verdict.why


def test_one_slip_is_called_by_its_name():
    one = asked_of(term_of("sliding_window(window=3)"), "mask", 1)
    place = np.arange(one.case.keys)
    far = place[:, None] - place
    assert "Two-sided window, radius 2" in judged(one, abs(far) < 3).slip
    assert "with window 4" in judged(one, (far >= 0) & (far < 4)).slip
    assert judged(one, far > 3).slip == ""


def test_every_slip_has_its_sentence():
    told = catalogue("predict")["slips"]
    used = set()
    for level, drafts in POOL.items():
        for draft in drafts:
            for slip in slips(asked_case(level, draft)):
                assert told[slip.name].format(**slip.words)
                used.add(slip.name)
    assert used == set(told)


def test_every_mask_has_near_misses_and_every_fact_a_law_for_any_length():
    for level, drafts in POOL.items():
        assert all(len(near_misses(asked_case(level, draft))) >= 3 for draft in drafts)
    for name, made in MADE.items():
        for n in range(1, 20):
            for number in range(12):
                assert len(made(n, number)) == n, name


def test_before_a_mask_comes_again_every_other_one_came():
    for level, drafts in POOL.items():
        first = [str(question(3, level, "mask", n).case.term) for n in range(1, len(drafts) + 1)]
        names = {text.split("=")[0] for text in first}
        assert len(names) >= len({draft.text.split("=")[0] for draft in drafts})


def digest(seed: int, level: int) -> str:
    made = blake2b(digest_size=6)
    for kind in ("mask", "picture"):
        for number in range(1, len(POOL[level]) + 3):
            one = question(seed, level, kind, number)
            case = one.case
            made.update(f"{case.term} {case.queries} {case.keys} {case.facts}".encode())
            made.update(" ".join(case.tokens).encode())
            for cells in one.pictures:
                made.update(np.packbits(cells).tobytes())
    return made.hexdigest()


@pytest.mark.parametrize(("seed", "level"), FROZEN)
def test_a_seed_is_the_same_question_for_ever(seed, level):
    assert digest(seed, level) == FROZEN[seed, level]


def test_chance_is_written_down():
    """The first numbers of a key, and an order made of them; no library may change them."""
    found = draws("seed", 7)
    assert [next(found) % 1000 for _ in range(4)] == [687, 292, 875, 872]
    assert shuffled(draws("a"), range(6)) == [4, 2, 5, 0, 1, 3]


def test_an_answer_of_another_size_is_refused():
    one = question(1, 1, "mask", 1)
    with pytest.raises(ValueError, match="shape"):
        judged(one, np.zeros((2, 2), dtype=bool))
    with pytest.raises(IndexError, match="picture 4"):
        judged(question(1, 1, "picture", 1), 4)


def test_a_mask_that_asks_for_unknown_facts_is_no_question():
    assert asked_of(term_of("same_word()"), "mask", 1) is None
