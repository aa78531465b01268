"""Questions about what the model does: one right answer, by the run and by a softmax by hand."""

import math

import pytest

from maskviz.teaching.bank.live import DRAFTS, TEXTS
from maskviz.teaching.bank.nexts import next_question
from maskviz.teaching.bank.rows import row_question, said_of
from tests.teaching.byhand import by_hand

NUMBERS = range(1, 9)


@pytest.fixture(scope="module")
def rows(shipped):
    return [row_question(7, level, n, shipped) for level in DRAFTS for n in NUMBERS]


def test_a_row_is_the_softmax_of_what_its_mask_leaves(rows):
    for asked in rows:
        case, run = asked.run.case, asked.run
        allowed = by_hand(case.term, case.keys, case.keys, {})[asked.q]
        assert run.view.mask.allowed[asked.q].tolist() == allowed == asked.allowed.tolist()
        powers = [
            math.exp(score) if may else 0.0
            for score, may in zip(asked.scores.tolist(), allowed, strict=True)
        ]
        weights = [power / sum(powers) for power in powers]
        assert asked.weights.tolist() == pytest.approx(weights, abs=1e-5)
        if asked.ask == "zeros":
            assert asked.right.tolist() == [not may for may in allowed]
        else:
            assert asked.right.sum() == 1 and asked.right.argmax() == weights.index(max(weights))
        assert 2 <= sum(allowed) < len(allowed)


def test_every_key_of_a_row_has_its_sentence(rows):
    for asked in rows:
        said = [said_of(asked, key) for key in range(asked.run.case.keys)]
        assert len({*said}) == len(said)
        assert all(line.startswith(f"Key {key} “") for key, line in enumerate(said))
    assert {asked.ask for asked in rows} == {"heaviest", "zeros"}


@pytest.mark.parametrize("level", DRAFTS)
def test_exactly_one_token_comes_first(shipped, level):
    for number in (1, 2):
        asked = next_question(7, level, number, shipped)
        logits = asked.run.view.run.logits[0, -1].tolist()
        first = logits.index(max(logits))
        assert len(set(asked.choices)) == 4 and asked.choices[asked.right] == first
        total = sum(math.exp(x - logits[first]) for x in logits)
        assert asked.guesses[first] == pytest.approx(1 / total, abs=1e-5)
        assert sorted(asked.guesses.values())[-2] < asked.guesses[first]
        assert asked.run.text in TEXTS
        again = next_question(7, level, number, shipped)
        assert (again.choices, again.run.text) == (asked.choices, asked.run.text)
