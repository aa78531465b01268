"""The examples that open ready, looked at as the matrices that they draw."""

from itertools import combinations

import numpy as np
import pytest

from maskviz.masks.compose import cells
from maskviz.models.gpt import Shape
from maskviz.settings.presets import HEAD_MASKS


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("tokens", [6, 20, 64])
def test_each_head_draws_another_matrix(tokens, causal):
    """With the model's causal mask on top as well: Prefix-LM would be plain causal again."""
    own = np.tri(tokens, dtype=bool) | (not causal)
    drawn = [
        cells(mask, tokens, tokens, {}, head=head) & own for head, mask in enumerate(HEAD_MASKS)
    ]
    assert len(drawn) == Shape().heads
    for one, other in combinations(range(len(drawn)), 2):
        assert not np.array_equal(drawn[one], drawn[other]), (one, other)


def test_the_first_examples_are_short_enough_for_a_number_in_every_cell():
    from maskviz.models import load
    from maskviz.settings.presets import PRESETS

    tokenizer = load("gpt").tokenizer
    for name in [*PRESETS][:5]:
        values = PRESETS[name].values
        assert len(tokenizer.row(values["text"]).ids) <= 8, name
