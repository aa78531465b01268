"""The lab "What moves": what it says holds, and what was set stays, when the input is odd."""

import pytest

from tests.ui.page import cold, healthy
from tests.ui.test_moves import KEPT, TEST, TOKEN, WORD, texts


def test_a_word_in_its_own_place_moves_nothing_and_needs_no_reason():
    page = cold("moves", mask="causal", text="The king sat", **{TOKEN: "2", WORD: "king"})
    assert "nothing was changed, and nothing moved." in texts(page)
    assert "in reach" not in texts(page) and KEPT not in texts(page)


def test_a_promise_that_rounding_breaks_is_not_laid_to_a_share_of_0():
    own = {"blocking": "renormalised", "precision": "bfloat16", TEST: "1"}
    said = texts(cold("moves", mask="causal", text="The king asked the princess", **own))
    assert "Does not hold" in said and "the rounding of rescaled weights" in said
    assert "up to 0 " not in said


@pytest.mark.parametrize("depth", [1, 2])
def test_the_depth_stays_when_a_model_has_fewer_layers(depth):
    page = cold("moves", mask="causal", text="The king sat", **{"moves.depth": str(depth)})
    for model in ("copier", "gpt"):
        page.selectbox(key="model").set_value(model).run()
        assert healthy(page).slider(key="moves.depth").value == depth
