"""Reach, by walking from cell to cell; and what moved lies within it."""

import numpy as np
import pytest

from maskviz.analysis.moves.change import changed_run, noise
from maskviz.analysis.moves.moved import compare
from maskviz.analysis.moves.reach import powers, reach, readable

MASKS = (
    {"mask": "causal"},
    {"mask": "sliding_window", "sliding_window.window": 2},
    {"mask": "chunk", "chunk.size": 3, "and_causal": False},
    {"mask": "stride_only", "stride_only.stride": 3, "and_causal": False},
    {"mask": "strict_causal"},
    {"mask": "random", "and_causal": False},
    {"mask": "top_k", "top_k.keep": 2},
    {"mask": "threshold", "and_causal": False},
    {"mask": "block_gate"},
    {"mask": "causal", "layers": (1,), "blocking": "infinity"},
    {"mask": "full", "and_causal": False, "layers": (0,)},
    {"mask": "anti_causal", "and_causal": False, "precision": "float16"},
    {"mask": "document_causal", "bias": "alibi"},
    {"mask": "sink_window", "queries": 4},
    {"mask": "causal_padding", "pad_to": 24, "pad_side": "left"},
)


def walked(layers, origin, depth):
    """The rows that can be told in `depth` layers, each step to a reader or staying."""
    if depth == 0:
        return {origin}
    known = walked(layers, origin, depth - 1)
    size = layers.shape[-1]
    told = {q for q in range(size) for k in known if layers[depth - 1][q][k]}
    return known | told


@pytest.mark.parametrize("seed", range(4))
def test_reach_and_powers_are_what_walking_finds(seed):
    layers = np.random.default_rng(seed).random((3, 7, 7)) < 0.2
    every = powers(layers)
    for origin in range(7):
        found = reach(layers, [origin])
        for depth in range(4):
            rows = walked(layers, origin, depth)
            assert set(np.flatnonzero(found[depth])) == rows
            assert set(np.flatnonzero(every[depth][:, origin])) == rows


def test_a_causal_window_reaches_back_by_its_width_less_one_a_layer():
    q, k = np.indices((20, 20))
    window = (k <= q) & (q - k < 4)
    found = powers(np.stack([window] * 3))
    for depth in range(4):
        assert np.array_equal(found[depth], (k <= q) & (q - k <= depth * 3))


@pytest.mark.parametrize("model", ("gpt", "bert", "copier"))
@pytest.mark.parametrize("changes", MASKS, ids=lambda c: c["mask"])
def test_what_moves_lies_within_reach_wherever_the_recipe_bans(seen, model, changes):
    layers = [n for n in changes.get("layers", ()) if n < (2 if model == "copier" else 4)]
    view = seen(model, **{**changes, **({"layers": tuple(layers)} if layers else {})})
    for place in (0, 4, len(view.ids) - 1):
        moved = compare(view.run, changed_run(view, noise(view, [place])))
        may = reach(readable(view), [place])
        assert (~moved.same[:-1] <= may).all()
        assert (~moved.same[-1] <= may[-1]).all()


def test_rows_before_a_token_are_those_of_the_prefix(seen):
    """Under a causal mask the rows that may not move are a run of their own."""
    view = seen(mask="causal")
    prefix = seen(mask="causal", text="'Where is the Princess?'")
    n = len(prefix.ids) - 1
    moved = compare(view.run, changed_run(view, noise(view, [n])))
    assert moved.same[:, :n].all() and not moved.same[:, n].any()
    assert (view.run.logits[0, :n] - prefix.run.logits[0, :n]).abs().max() < 1e-4
