"""An answer of which fewer characters are written begins as the whole answer does."""

import pytest
import torch

from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.ui.board.answers import standing
from tests.models.test_dates import PAD

TEXT = "the third of May 1979"


@pytest.fixture(scope="module")
def whole():
    return make_view(
        Settings.of(model="dates", part="cross", text=TEXT, mask="full"), load("dates")
    )


@pytest.mark.parametrize("part", ["encoder", "decoder", "cross"])
@pytest.mark.parametrize("count", [1, 2, 4, 10])
def test_it_is_the_beginning_of_the_whole_answer(whole, count, part):
    """No character reads a later one, so what is not written cannot have changed it."""
    view = make_view(whole.settings.but(answer=count, part=part), whole.shipped)
    assert view.done.answer == whole.done.answer[: count + 1] == view.usual.answer
    torch.testing.assert_close(view.run.logits, whole.run.logits[:, :count])
    rows = len(TEXT) if part == "encoder" else count
    assert len(view.mask.allowed) == rows == len(view.asking)
    assert all(
        0 <= at < side for at, side in zip(view.locked, view.mask.allowed.shape, strict=True)
    )


def test_the_model_itself_writes_as_many(whole):
    model, ids = whole.shipped.model, whole.ids[None]
    found = model.answer(ids, model.own_masks(ids != PAD), steps=3)
    view = make_view(whole.settings.but(answer=3), whole.shipped)
    assert tuple(found[0].tolist()) == view.done.answer


def test_the_row_says_of_how_many_characters_it_writes_one(whole):
    view = make_view(whole.settings.but(answer=3, locked=(1, 0)), whole.shipped)
    assert "and writes character 2 of 3." in "".join(map(str, standing(view)))
