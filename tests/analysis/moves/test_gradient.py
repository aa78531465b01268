"""The slope, by the model's own forward pass in forward mode, and by small steps."""

import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from maskviz.analysis.moves.change import Change, changed_run, embedded, noise, with_change
from maskviz.analysis.moves.gradient import slopes
from maskviz.analysis.moves.moved import compare
from maskviz.analysis.moves.reach import reach, readable

PLACE = 5


def test_it_is_the_derivative_of_the_pass_that_was_trained(seen):
    """torch.func.jvp, which goes forward, through `forward`, which knows no trace."""
    view = seen(mask="causal")
    change = noise(view, [PLACE])
    start = embedded(view, [PLACE])

    def forward(vectors):
        model = with_change(view.shipped.model, Change(change.places, vectors))
        return model.forward(view.ids[None], view.allowed["self"][0])[0]

    with sdpa_kernel(SDPBackend.MATH):
        _, along = torch.func.jvp(forward, (start,), (change.vectors - start,))
    expected = along.abs().amax(dim=-1)
    assert slopes(view, change)[-1].tolist() == pytest.approx(expected.tolist(), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize("model", ("gpt", "bert", "copier"))
@pytest.mark.parametrize("blocking", ("sdpa", "add", "after", "renormalised"))
def test_it_is_what_a_small_step_does(seen, model, blocking):
    view = seen(model, mask="sliding_window", blocking=blocking, fill="-3")
    change = noise(view, [PLACE])
    start, size = embedded(view, [PLACE]), 1e-3
    step = Change(change.places, start + size * (change.vectors - start))
    small = compare(view.run, changed_run(view, step)).distance / size
    found = slopes(view, change).numpy()
    assert found == pytest.approx(small, rel=0.05, abs=0.03)


@pytest.mark.parametrize("model", ("gpt", "bert"))
def test_it_is_0_exactly_out_of_reach(seen, model):
    view = seen(model, mask="sliding_window", **{"sliding_window.window": 2})
    found = slopes(view, noise(view, [PLACE])).numpy()
    may = reach(readable(view), [PLACE])
    assert not found[:-1][~may].any() and not found[-1][~may[-1]].any()
    assert (found[:-1][may] > 0).all()


def test_an_empty_row_makes_it_nan_where_infinity_is_written_out(seen):
    view = seen(mask="strict_causal", blocking="infinity")
    assert slopes(view, noise(view, [PLACE])).isnan().any()
