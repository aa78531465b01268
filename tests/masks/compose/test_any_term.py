"""Every mask that the reader accepts can be drawn and explained, and both agree in every cell."""

import random

import numpy as np
import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import cells, read_term
from maskviz.masks.compose.why import why_row
from maskviz.masks.facts import FACTS
from maskviz.masks.rule import RuleError
from tests.terms import term_text

KEYS, TERMS, WORDS = 9, 120, [f"t{i}" for i in range(9)]


def facts_of(draw: random.Random) -> dict[str, list[int]]:
    """Something for every fact of every token; nothing of it has to fit together."""
    return {
        name: [draw.randint(0, min(fact.kind.high, 3)) for _ in range(KEYS)]
        for name, fact in FACTS.items()
    }


@pytest.mark.parametrize("seed", range(5))
def test_what_is_blocked_is_explained_and_nothing_else(seed):
    draw, drawn = random.Random(seed), 0
    while drawn < TERMS:
        text, facts = term_text(draw), facts_of(draw)
        term, _ = read_term(text)
        if term is None or (isinstance(term, MaskCall) and term.dynamic):
            continue
        drawn += 1
        queries, head = draw.choice([KEYS, 4]), draw.choice([0, 1])
        offset = KEYS - queries
        try:
            allowed = cells(term, queries, KEYS, facts, offset=offset, head=head)
        except RuleError as error:
            assert "which is 0" in str(error), text  # of numbers known only where it is drawn
            continue
        for q in range(offset, KEYS):
            row = why_row([term], q, KEYS, WORDS, facts, offset, queries=queries, head=head)
            assert np.array_equal([not said for said in row], allowed[q - offset]), (text, q)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_no_mask_is_one_short_sentence(seed):
    draw = random.Random(seed)
    for _ in range(400):
        text = list(term_text(draw))
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(text))
            text[at : at + draw.randint(0, 2)] = draw.choice(
                ["", "(", ")", "{", ",", "by=", "é", "1"]
            )
            text = text or ["x"]
        term, ignored = read_term("".join(text))
        assert term or ignored
        assert all(len(sentence) < 400 for sentence in ignored)
