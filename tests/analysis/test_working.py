"""The working of a row against torch's own layers, and its heirs against a softmax by hand."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from maskviz.analysis.arithmetic import Row
from maskviz.analysis.view import View, make_view
from maskviz.analysis.working import head_weights, working
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.ui.board.picture import row_at
from tests.states import state

KING = "The king asked the princess"
CASES = {
    "gpt": {"model": "gpt", "text": KING, "mask": "causal"},
    "bert": {"model": "bert", "text": "The [MASK] asked the princess", "mask": "full"},
    "copier": {"model": "copier", "text": "k3fk3f", "mask": "causal", "layer": 1},
    "encoder": {"model": "dates", "text": "3 May 1979", "part": "encoder", "mask": "full"},
    "decoder": {"model": "dates", "text": "3 May 1979", "part": "decoder", "mask": "causal"},
    "cross": {"model": "dates", "text": "3 May 1979", "part": "cross", "mask": "full"},
}


@pytest.fixture(scope="module")
def seen():
    models = {}

    def made(locked=(3, 1), **values) -> View:
        name = values.get("model", "gpt")
        shipped = models.setdefault(name, load(name))
        return make_view(Settings.of(**{"head": 1, **values}).but(locked=locked), shipped)

    return made


def module(view: View) -> torch.nn.Module:
    """The attention looked at, found by its name among the model's own."""
    layer = view.settings.layer
    name = {"self": "blocks.{}.attention", "encoder": "encoder_blocks.{}.attention"}.get(
        view.part, "decoder_blocks.{}." + ("cross" if view.part == "cross" else "attention")
    )
    return view.shipped.model.get_submodule(name.format(layer))


def close(found, expected, atol=2e-5):
    np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-4, atol=atol)


@pytest.mark.parametrize("case", CASES)
def test_what_goes_in_becomes_q_k_and_v_by_torchs_own_layers(case, seen):
    """A hook hears what the model itself puts into its three layers, and what comes out."""
    heard = {}

    def hear(side):
        def hook(_, given, out):
            heard.setdefault(side, []).append((given[0], out))

        return hook

    view = seen(**CASES[case])
    attention = module(view)
    hooks = [
        getattr(attention, s).register_forward_hook(hear(s)) for s in ("query", "key", "value")
    ]
    answer = view.done.answer
    model, masks = view.shipped.model, view.allowed
    if answer:
        model.run(view.ids[None], torch.tensor([answer[:-1]]), masks)
    else:
        model.run(view.ids[None], masks["self"])
    for hook in hooks:
        hook.remove()
    row, head, width = row_at(view), view.head, view.trace.q.shape[-1]
    made, slices = working(view, row), head_weights(view)
    given = {"query": (made.asking, row.q), "key": (made.answering, row.k)}
    for side, vector in (("query", made.query), ("key", made.key), ("value", made.value)):
        wanted, place = given.get(side, given["key"])
        [(x, out)] = heard[side]
        close(wanted, x[0, place])
        close(vector, out[0, place].unflatten(0, (-1, width))[head])
        close(getattr(slices, side) @ wanted, vector)
    close(made.value, view.trace.v[0, head, row.k])


def test_the_turn_is_a_multiplication_of_complex_numbers(seen):
    view = seen(**CASES["gpt"])
    row = row_at(view)
    made, half = working(view, row), len(row.query) // 2
    for before, after, angles in zip(
        (made.query, made.key), (row.query, row.key), made.angles, strict=True
    ):
        pairs = (before[:half] + 1j * before[half:]) * np.exp(1j * angles.astype(np.float64))
        close(after, np.concatenate([pairs.real, pairs.imag]))
    assert not np.allclose(made.query, row.query)
    bert = seen(**CASES["bert"])
    made = working(bert, row_at(bert))
    assert made.angles is None
    close(made.query, row_at(bert).query)


@pytest.mark.parametrize("case", CASES)
def test_every_step_is_torchs_and_ends_in_scaled_dot_product_attention(case, seen):
    view = seen(**CASES[case])
    row = row_at(view)
    made, trace, head = working(view, row), view.trace, view.head
    q, k, v = (side[0, head] for side in (trace.q, trace.k, trace.v))
    allowed = torch.from_numpy(row.allowed)[None]
    dots = q[row.q] @ k.T
    masked = (dots / q.shape[-1] ** 0.5).masked_fill(~allowed[0], -torch.inf)
    close(made.dots, dots)
    close(made.differences, masked - masked.max())
    close(made.running, (masked - masked.max()).exp().cumsum(0))
    close(row.weights, masked.softmax(0))
    one = q[row.q : row.q + 1]
    close(row.output, F.scaled_dot_product_attention(one, k, v, attn_mask=allowed)[0])
    close(made.heirs.free @ v.numpy(), F.scaled_dot_product_attention(one, k, v)[0])


def by_hand(row: Row, view: View) -> np.ndarray:
    """The weights of the row when nothing is blocked, from its raw scores, by loops."""
    mod, scores = view.score_mod, [float(x) for x in row.raw]
    if mod and mod.softcap:
        scores = [mod.softcap * np.tanh(s / mod.softcap) for s in scores]
    if mod and mod.bias is not None:
        bias = mod.bias[view.head % len(mod.bias), row.q]
        scores = [s + float(b) for s, b in zip(scores, bias, strict=True)]
    sink = [] if row.sink is None else [row.sink]
    top = max([*scores, *sink])
    total = sum(np.exp(s - top) for s in [*scores, *sink])
    return np.array([np.exp(s - top) / total for s in scores])


BESIDES = {
    "nothing": {},
    "a choice": {"mask": "top_k"},
    "a bias": {"bias": "alibi"},
    "a cap": {"bias": "softcap", "softcap.cap": 2},
    "a late cap": {"bias": "softcap", "softcap.cap": 2, "bias_after": True},
    "a sink": {"bias": "sink"},
}
BLOCKINGS = ["sdpa", "infinity", "add", "write", "zero", "after", "renormalised"]


@pytest.mark.parametrize("besides", BESIDES)
@pytest.mark.parametrize("blocking", BLOCKINGS)
def test_without_the_mask_the_softmax_is_over_all_keys(blocking, besides, seen):
    view = seen(**{**CASES["gpt"], "blocking": blocking, "fill": "-3", **BESIDES[besides]})
    row = row_at(view)
    found = working(view, row).heirs
    expected = by_hand(row, view)
    if blocking == "renormalised":  # what a sink took is given out again
        expected = expected / expected.sum()
    close(found.free, expected)
    close(sum(share.free for share in found.shares if share.name != "the sink"), expected.sum())
    kept = sum(share.kept for share in found.shares if share.name != "the sink")
    close(kept, row.weights.sum())


EMPTY = {"mask": "strict_causal", "locked": (0, 1)}
SENTENCES = [
    (
        {"mask": "full", "and_causal": False},
        "The mask blocks nothing in this row: it is the row without the mask.",
    ),
    ({"blocking": "after"}, "no key inherited"),
    ({"blocking": "write", "fill": "-3"}, "each key that may be read has ×"),
    (EMPTY, "no key is left to inherit"),
    (EMPTY | {"blocking": "infinity"}, "A weight of this row is NaN"),
]


@pytest.mark.parametrize(("values", "said"), SENTENCES)
def test_what_became_of_the_share_is_said_from_the_numbers(values, said, seen):
    view = seen(**{**CASES["gpt"], **values})
    assert said in working(view, row_at(view)).heirs.sentence


def test_the_numbers_of_the_sentence_are_those_of_the_row(seen):
    view = seen(**CASES["gpt"])
    row = row_at(view)
    heirs = working(view, row).heirs
    had = heirs.free[~row.allowed].sum()
    assert f"the {(~row.allowed).sum()} blocked keys had {had:.2g} of 1, and with it 0" in (
        heirs.sentence
    )
    ratio = row.weights[0] / heirs.free[0]
    assert f"×{ratio:.4g}" in heirs.sentence
    assert ratio == pytest.approx(1 / (1 - had), rel=1e-4)
    assert [share.name for share in heirs.shares][-1] == f"{(~row.allowed).sum()} blocked keys"


def test_a_head_that_reads_all_has_nothing_to_inherit(seen):
    settings = state(model="gpt", text=KING, and_causal=False, each=True, slots={"1": "full()"})
    view = make_view(settings.but(locked=(2, 4), head=1), seen().shipped)
    row = row_at(view)
    assert row.allowed.all()
    close(working(view, row).heirs.free, row.weights)
