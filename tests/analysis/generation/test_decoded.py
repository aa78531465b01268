"""A text written with a cache against plain runs on its prefixes, under every policy."""

import pytest
import torch

from maskviz.analysis.generation.decoded import decoded
from maskviz.analysis.generation.policy import NAMES, Policy
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix

TEXT = "The king asked the princess what she had seen in the forest"
WRITE = 5


@pytest.fixture(scope="module")
def ids(shipped):
    return torch.tensor(shipped.tokenizer.row(TEXT).ids)


@pytest.fixture(scope="module")
def made(shipped, ids):
    """What was decoded under a policy, each once; the mask is causal unless told."""
    known = {}

    def of(policy, prefill=4, allowed=None):
        n = len(ids)
        cells = torch.ones(n, n, dtype=torch.bool).tril() if allowed is None else allowed
        key = policy, prefill, None if allowed is None else allowed.numpy().tobytes()
        if key not in known:
            square = cells.expand(shipped.shape.layers, 1, 1, n, n)
            known[key] = decoded(shipped.model, ids, square, policy, prefill, WRITE)
        return known[key]

    return of


def stays(policy, now):
    """Which of the tokens up to `now` are kept, by a plain loop."""
    match policy.name:
        case "all":
            return tuple(range(now + 1))
        case "window":
            return tuple(k for k in range(now + 1) if now - k < policy.size)
        case "sink":
            first, last = policy.sinks, policy.size - policy.sinks
            return tuple(k for k in range(now + 1) if k < first or now - k < last)
    return tuple(k for k in range(now + 1) if k // policy.size == now // policy.size)


POLICIES = [Policy(name, size, sinks) for name in NAMES for size, sinks in ((4, 1), (7, 2))]


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_the_steps_are_the_rows_of_one_square_under_the_mask_of_the_policy(made, shipped, policy):
    found = made(policy)
    total = len(found.ids)
    cells = torch.from_numpy(policy.cells(total))
    right = shipped.model(found.ids[None], cells)[0]  # torch's own attention
    torch.testing.assert_close(found.logits, right, atol=1e-4, rtol=1e-4)
    gaps = (found.logits - right).abs().amax(dim=-1)
    assert found.gaps == pytest.approx(gaps.tolist(), abs=5e-5)
    assert found.gap == max(found.gaps[found.prefill :]) < 1e-4
    assert found.weights.shape == (4, 6, total, total)
    assert not found.weights[:, :, ~cells].any()
    torch.testing.assert_close(found.weights.sum(-1), torch.ones(4, 6, total))


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_what_is_kept_is_what_a_loop_says_and_so_are_its_bytes(made, policy):
    found = made(policy)
    steps = range(4, len(found.ids))
    assert found.held == tuple(stays(policy, now) for now in steps)
    before = [(0, 1, 2, 3), *found.held]
    gone = zip(before, found.held, strict=False)
    assert found.dropped == tuple(tuple(k for k in a if k not in b) for a, b in gone)
    assert found.bytes == tuple(2 * 4 * 192 * 4 * len(held) for held in found.held)
    assert found.blocked == 0  # what is kept may be read: a step needs no mask
    if policy.name != "all":
        assert max(map(len, found.held)) <= policy.size


def test_what_is_written_is_the_best_guess_of_each_prefix_read_alone(made, shipped, ids):
    found, text = made(Policy()), ids
    for _ in range(WRITE):
        text = torch.cat((text, shipped.model(text[None])[0, -1].argmax()[None]))
    assert found.ids.tolist() == text.tolist()
    assert found.written == text[len(ids) :].tolist() and found.given == len(ids)


def test_the_loss_is_that_of_the_text_and_not_of_what_was_written(made, shipped, ids):
    logits = shipped.model(ids[None])[0]
    right = torch.nn.functional.cross_entropy(logits[:-1], ids[1:]).item()
    found = made(Policy()).loss
    assert found.nats == pytest.approx(right, abs=1e-4) and found.tokens == len(ids) - 1


@pytest.mark.parametrize("prefill", [1, 9, 400])
def test_it_does_not_matter_how_much_is_read_at_once(made, prefill):
    one, other = made(Policy()), made(Policy(), prefill)
    torch.testing.assert_close(one.logits, other.logits, atol=1e-4, rtol=1e-4)
    assert other.ids.tolist() == one.ids.tolist()
    assert other.prefill == min(prefill, other.given)


def test_rows_of_the_text_obey_its_mask_and_the_written_ones_read_all_that_is_kept(made, shipped):
    n = made(Policy()).given
    chunks = torch.from_numpy(matrix(MASKS["chunk"], n, n, {"size": 3}))  # reads the future too
    found = made(Policy(), 4, chunks)
    total = len(found.ids)
    cells = torch.ones(total, total, dtype=torch.bool).tril()
    cells[:n, :n] &= chunks
    right = shipped.model(found.ids[None], cells)[0]
    torch.testing.assert_close(found.logits, right, atol=1e-4, rtol=1e-4)
    assert found.blocked == 4 * int((~cells[4:]).sum() - (total - 4) * (total - 5) // 2)
    assert found.gap < 1e-4


def test_a_text_that_fills_the_context_is_not_written_on(shipped):
    ids = torch.randint(3, 4000, (256,), generator=torch.Generator().manual_seed(0))
    cells = torch.ones(256, 256, dtype=torch.bool).tril().expand(4, 1, 1, 256, 256)
    found = decoded(shipped.model, ids, cells, Policy(), 250, 8)
    assert len(found.ids) == 256 and found.written == [] and len(found.held) == 6
