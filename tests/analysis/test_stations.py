"""The stations follow the model's real order, and their vectors are what the model computed."""

import numpy as np
import pytest
import torch

from maskviz.analysis.stations import stations
from maskviz.models.gpt import GPT, Shape

SHAPE = Shape(vocab=32, layers=2, heads=2, d_model=8, context=16)
TOKENS, TOKEN = 5, 3


@pytest.fixture(scope="module")
def seen():
    """A model with random weights everywhere, what hooks catch of its modules, its run."""
    torch.manual_seed(0)
    model = GPT(SHAPE).eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_(std=0.4)
    ids = torch.randint(2, SHAPE.vocab, (1, TOKENS))
    caught = {}
    for name, module in model.named_modules():
        module.register_forward_hook(lambda _m, _i, out, name=name: caught.update({name: out}))
    with torch.inference_mode():
        logits = model(ids)
    allowed = torch.ones(SHAPE.layers, 1, 1, TOKENS, TOKENS, dtype=torch.bool).tril()
    return caught, logits, stations(model.run(ids, allowed), TOKEN)


def test_the_order_is_that_of_a_pre_norm_block(seen):
    block = ["norm", "attention", "add", "norm", "feed-forward", "add"]
    titles = [s.title for s in seen[2]]
    assert titles == ["embed", *block * SHAPE.layers, "norm", "logits"]
    assert [s.layer for s in seen[2]] == [None, *[0] * 6, *[1] * 6, None, None]


def test_every_vector_is_what_the_module_gave_in_the_plain_forward_pass(seen):
    caught, _, found = seen
    modules = {"norm_attention": "norm_attention", "attention": "attention", "add_feed_forward": ""}
    modules |= {"norm_feed_forward": "norm_feed_forward", "feed_forward": "feed_forward"}
    compared = 0
    for s in found:
        if s.layer is None or s.slug not in modules:
            continue
        path = ".".join(filter(None, ["blocks", str(s.layer), modules[s.slug]]))
        expected = caught[path][0, TOKEN].numpy()
        np.testing.assert_allclose(s.vector, expected, atol=1e-4, err_msg=path)
        compared += 1
    assert compared == 5 * SHAPE.layers
    np.testing.assert_allclose(found[-2].vector, caught["norm"][0, TOKEN].numpy(), atol=1e-4)


def test_a_sum_is_compared_with_what_it_was_added_to(seen):
    found = seen[2]
    for i, s in enumerate(found):
        if s.title == "add":
            before, branch = found[s.before], found[i - 1]
            np.testing.assert_allclose(s.vector, before.vector + branch.vector, atol=1e-5)
            assert s.moved == pytest.approx(branch.norm, rel=1e-4)
            assert before.slug in ("embed", "add_attention", "add_feed_forward")
        elif s.before is not None:
            assert s.before == i - 1
            expected = np.linalg.norm(s.vector - found[s.before].vector)
            assert s.moved == pytest.approx(expected)


def test_the_last_station_holds_the_best_logits(seen):
    _, logits, found = seen
    row = logits[0, TOKEN]
    assert found[-1].tokens == tuple(row.argsort(descending=True)[:10].tolist())
    np.testing.assert_allclose(found[-1].vector, row[list(found[-1].tokens)], atol=1e-4)
    assert found[-1].moved is None


def test_a_token_outside_the_run_is_refused(seen):
    model = GPT(SHAPE)
    run = model.run(torch.ones(1, 2, dtype=torch.long), torch.ones(2, 1, 1, 2, 2, dtype=torch.bool))
    with pytest.raises(IndexError, match="token 2 is not one of the 2 tokens"):
        stations(run, 2)
