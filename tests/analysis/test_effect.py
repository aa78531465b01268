"""What a mask does to the model, against the model's own forward pass and sums done here."""

import math

import pytest
import torch
import torch.nn.functional as F

from maskviz.analysis.effect import effect, moved, usual_effect, work_of
from maskviz.analysis.leak import leak
from tests.analysis.conftest import CAT, KING
from tests.states import plain_run


@pytest.fixture
def forward(shipped):
    """Ids and logits of a text alone, as the model was trained."""

    def read(text):
        ids = torch.tensor([1, *shipped.tokenizer.encode(text).ids])
        with torch.inference_mode():
            return ids, shipped.model(ids[None])[0]

    return read


def test_loss_guesses_and_entropy_of_the_causal_mask(view, forward):
    ids, logits = forward(KING)
    seen = view(mask="causal", layer=2, locked=(9, 9))
    found = effect(seen)
    assert found.loss.nats == pytest.approx(F.cross_entropy(logits[:-1], ids[1:]).item(), abs=1e-4)
    assert found.loss.tokens == 9
    shares = logits[-1].softmax(dim=-1)
    assert found.guesses[0].token == int(shares.argmax()) and len(found.guesses) == 10
    assert found.guesses[0].probability == pytest.approx(shares.max().item(), abs=1e-4)
    weights = seen.run.heads["self"][2].trace.weights[0]
    bits = [
        sum(-w * math.log2(w) for row in head.tolist() for w in row if w > 0) / 10
        for head in weights
    ]
    assert found.entropies == pytest.approx(bits, abs=1e-4)


@pytest.mark.parametrize("side", ["right", "left"])
def test_neither_padding_nor_the_start_is_counted(view, forward, side):
    ids, logits = forward(CAT)
    seen = view(texts=2, text_2=CAT, row=2, mask="causal_padding", pad_side=side, pad_to=14)
    found = effect(seen)
    assert found.loss.tokens == 3
    assert found.loss.nats == pytest.approx(F.cross_entropy(logits[:-1], ids[1:]).item(), abs=1e-4)
    alone = view(text=CAT, mask="causal")
    assert found.entropies == pytest.approx(effect(alone).entropies, abs=1e-4)


def test_the_guesses_are_those_after_the_locked_token(view, forward):
    _, logits = forward(KING)
    seen = view(mask="causal", locked=(4, 0))
    assert effect(seen).guesses[0].token == int(logits[4].argmax())


def test_entropy_is_that_of_the_queries_looked_at(view):
    seen = view(mask="sliding_window", **{"sliding_window.window": 1}, queries=3)
    assert effect(seen).entropies == pytest.approx((0.0,) * 6)
    assert min(usual_effect(seen).entropies) > 0


def test_a_single_token_has_no_loss(view):
    seen = view(text="")
    found = effect(seen)
    assert found.loss.tokens == 0 and math.isnan(found.loss.nats) and len(found.guesses) == 10


def test_nan_predicts_nothing_and_leaks_nothing(view):
    seen = view(mask="strict_causal", blocking="infinity")
    found = effect(seen)
    assert found.guesses == () and math.isnan(found.loss.nats) and math.isnan(moved(seen))
    assert leak(seen) == 0


def test_how_far_the_output_moved(view):
    assert moved(view(mask="causal")) == pytest.approx(0, abs=1e-5)
    seen = view(mask="sliding_window", **{"sliding_window.window": 1}, locked=(6, 0))
    runs = seen.run, plain_run(seen)
    x, plain = (run.residual["self"][-1].x[0, 6].tolist() for run in runs)
    assert moved(seen) == pytest.approx(math.dist(x, plain) / math.hypot(*plain), rel=1e-4)
    assert moved(view(mask="sliding_window", locked=(3, 0))) == pytest.approx(0, abs=1e-5)


def test_work_is_that_of_the_head_and_layer_looked_at(view):
    """Two multiply-adds for each number of the head: one for the score, one for the output."""
    window = {"mask": "sliding_window", "sliding_window.window": 2, "layers": (1,)}
    assert work_of(view(**window, layer=1)).needed == 2 * 32 * 19
    assert work_of(view(**window, layer=0)).needed == 2 * 32 * 55
    assert work_of(view(**window, layer=0, queries=4)).dense == 2 * 32 * 40
