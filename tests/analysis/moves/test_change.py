"""A change of a token is what the model makes of another text, and touches nothing else."""

import pytest
import torch

from maskviz.analysis.moves.change import can_change, changed_run, noise, not_a_number, replaced
from maskviz.analysis.moves.moved import compare, ends, same_bits
from maskviz.analysis.reading import positions
from maskviz.analysis.running import outcome
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings

MODELS = ("gpt", "bert", "copier")
PLACE = 5


@pytest.mark.parametrize("model", MODELS)
def test_another_word_is_the_run_of_the_other_text(seen, model):
    view = seen(model, mask="sliding_window", bias="alibi")
    token = int(view.ids[PLACE + 2])
    ids = view.ids.clone()
    ids[PLACE] = token
    place = positions(view.settings, view.shipped, view.real)
    other = outcome(
        view.shipped, ids, view.allowed, view.settings.recipe, place, view.score_mods
    ).run
    mine = changed_run(view, replaced(view, [PLACE], [token]))
    assert torch.equal(mine.logits, other.logits)
    for a, b in zip(mine.residual["self"], other.residual["self"], strict=True):
        assert torch.equal(a.x, b.x)


def test_a_mark_that_is_changed_leaves_every_segment_as_it_was(seen):
    """A run of another text would move the second sentence into the first segment."""
    view = seen("bert", text="The king [SEP] the queen", mask="full", and_padding=False)
    mark = view.ids.tolist().index(view.shipped.tokenizer.end)
    moved = compare(view.run, changed_run(view, noise(view, [mark])))
    assert [i for i, same in enumerate(moved.same[0]) if not same] == [mark]


@pytest.mark.parametrize("model", MODELS)
def test_the_same_token_again_is_the_same_in_every_bit(seen, model):
    view = seen(model, mask="causal")
    moved = compare(view.run, changed_run(view, replaced(view, [PLACE], [int(view.ids[PLACE])])))
    assert moved.same.all() and not moved.distance.any()


def test_the_model_itself_is_not_changed(seen):
    view = seen(mask="causal")
    before = view.shipped.model.embed.weight.clone()
    changed_run(view, not_a_number(view, [PLACE]))
    assert torch.equal(view.shipped.model.embed.weight, before)
    again = changed_run(view, replaced(view, [0], [int(view.ids[0])]))
    assert torch.equal(again.logits, view.run.logits)


def test_noise_is_as_long_as_the_vector_and_the_same_for_a_seed(seen):
    view = seen()
    here = view.shipped.model.embed.weight[view.ids[[3, 4]]]
    first, again, other = (noise(view, [3, 4], seed=n).vectors for n in (7, 7, 8))
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert torch.allclose((first - here).norm(dim=-1), here.norm(dim=-1), rtol=1e-4)


@pytest.mark.parametrize("model", MODELS)
def test_distances_are_those_of_plain_sums(seen, model):
    view = seen(model, mask="causal")
    run = changed_run(view, noise(view, [PLACE]))
    moved = compare(view.run, run)
    assert moved.layers == view.shipped.shape.layers
    for place, (a, b) in enumerate(
        zip(ends(view.run.residual["self"]), ends(run.residual["self"]), strict=True)
    ):
        for row in range(len(view.ids)):
            numbers = [*zip(a[0, row].tolist(), b[0, row].tolist(), strict=True)]
            far = sum((x - y) ** 2 for x, y in numbers) ** 0.5
            assert moved.distance[place, row] == pytest.approx(far, rel=1e-9, abs=0)
            assert moved.same[place, row] == all(x == y for x, y in numbers)
    apart = (run.logits - view.run.logits)[0].abs().amax(dim=-1)
    assert moved.distance[-1].tolist() == pytest.approx(apart.tolist(), rel=1e-4)


def test_bits_tell_zero_from_minus_zero_and_nan_from_no_nan():
    one = torch.tensor([[0.0, 1.0], [torch.nan, 1.0], [2.0, 3.0]])
    other = torch.tensor([[-0.0, 1.0], [torch.nan, 1.0], [2.0, 3.0000002]])
    assert same_bits(one, other).tolist() == [False, True, False]


def test_a_translator_is_not_changed(seen):
    dates = load("dates")
    settings = Settings.of(**dates.plan.opening, model="dates").stored()
    assert not can_change(make_view(settings, dates)) and can_change(seen())
