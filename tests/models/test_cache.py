"""Decoding with a cache against the full pass, and what a step costs, counted by torch."""

from itertools import pairwise

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from maskviz.models.cache import empty_cache, keep, multiply_adds, read, slot_bytes
from maskviz.models.gpt import GPT, Shape

SHAPE = Shape(vocab=40, layers=3, heads=2, d_model=16, context=32)
CLOSE = {"atol": 2e-5, "rtol": 1e-4}


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(4)
    made = GPT(SHAPE)
    for weight in made.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return made.requires_grad_(False).eval()


@pytest.fixture(scope="module")
def ids():
    return torch.randint(0, SHAPE.vocab, (2, 20), generator=torch.Generator().manual_seed(1))


def causal(rows, slots):
    """The last rows of a triangle."""
    return torch.ones(slots, slots, dtype=torch.bool).tril()[None, None, None, -rows:]


def by_steps(model, ids, *lengths):
    """The logits of reading so many tokens at a time."""
    cache, found = empty_cache(model, ids.shape[-1], len(ids)), []
    for n in lengths:
        part = ids[:, cache.filled : cache.filled + n]
        reading = read(model, part, cache, None if n == 1 else causal(n, cache.filled + n))
        cache = reading.cache
        found.append(reading.logits)
    return torch.cat(found, dim=1), cache


@pytest.mark.parametrize("lengths", [(1,) * 20, (7, *(1,) * 13), (20,), (3, 5, 1, 4, 7)])
def test_cached_decoding_equals_the_full_pass(model, ids, lengths):
    logits, cache = by_steps(model, ids, *lengths)
    torch.testing.assert_close(logits, model(ids), **CLOSE)
    assert cache.held == list(range(20)) and cache.seen == 20


def test_cached_decoding_of_the_shipped_model_equals_the_full_pass(shipped):
    ids = torch.tensor([shipped.tokenizer.row("The king asked the princess: where is it?").ids])
    logits, _ = by_steps(shipped.model, ids, 4, *(1,) * (ids.shape[-1] - 4))
    torch.testing.assert_close(logits, shipped.model(ids), atol=1e-4, rtol=1e-4)


def test_keys_and_values_are_those_of_the_full_pass_turned_by_their_position(model, ids):
    _, cache = by_steps(model, ids, 6, *(1,) * 14)
    run = model.run(ids, causal(20, 20).expand(SHAPE.layers, -1, -1, -1, -1))
    for layer, found in enumerate(run.heads["self"]):
        torch.testing.assert_close(cache.keys[layer], found.trace.k, **CLOSE)
        torch.testing.assert_close(cache.values[layer], found.trace.v, **CLOSE)


def test_weights_of_a_step_are_the_row_of_the_square(model, ids):
    cache = by_steps(model, ids[:, :19], 19)[1]
    room = empty_cache(model, 20, 2)
    room = read(model, ids[:, :19], room, causal(19, 19)).cache
    step = read(model, ids[:, 19:], room)
    run = model.run(ids, causal(20, 20).expand(SHAPE.layers, -1, -1, -1, -1))
    for layer, found in enumerate(run.heads["self"]):
        torch.testing.assert_close(step.weights[layer, :, :, 0], found.trace.weights[:, :, 19])
    assert cache.filled == 19


def test_positions_are_turned_as_told(model, ids):
    """Tokens that stand further apart give other scores; those moved together the same."""

    def logits(position):
        room = empty_cache(model, 5, 2)
        return read(model, ids[:, :5], room, causal(5, 5), torch.tensor(position)).logits

    plain = logits([0, 1, 2, 3, 4])
    torch.testing.assert_close(logits([9, 10, 11, 12, 13]), plain, **CLOSE)
    assert (logits([0, 1, 2, 3, 9]) - plain).abs().max() > 1e-2


def test_slots_that_hold_nothing_are_read_only_when_asked(model, ids):
    small, large = empty_cache(model, 8, 2), empty_cache(model, 30, 2)
    plain = read(model, ids[:, :8], small, causal(8, 8)).logits
    torch.testing.assert_close(read(model, ids[:, :8], large, causal(8, 8)).logits, plain)
    room = read(model, ids[:, :7], empty_cache(model, 30, 2), causal(7, 7)).cache
    wide = read(model, ids[:, 7:8], room, unfilled=True)
    assert wide.weights.shape[-1] == 30 and (wide.weights[..., 8:] > 0).all()
    assert (wide.logits - plain[:, 7:]).abs().max() > 1e-2


def test_what_is_dropped_is_not_read_and_what_stays_keeps_its_position(model, ids):
    cache = by_steps(model, ids[:, :10], 10)[1]
    room = read(model, ids[:, :10], empty_cache(model, 12, 2), causal(10, 10)).cache
    kept = keep(room, torch.tensor([0, 7, 8, 9]))
    assert kept.held == [0, 7, 8, 9] and kept.seen == 10 and kept.slots == 12
    assert torch.equal(kept.keys[..., :4, :], cache.keys[..., [0, 7, 8, 9], :])
    assert not kept.keys[..., 4:, :].any()
    cells = causal(1, 11).clone()
    cells[..., 1:7] = False
    whole = read(model, ids[:, :10], empty_cache(model, 11, 2), causal(10, 10)).cache
    right = read(model, ids[:, 10:11], whole, cells).logits
    torch.testing.assert_close(read(model, ids[:, 10:11], kept).logits, right, **CLOSE)


def test_a_cache_that_is_full_takes_no_more(model, ids):
    room = empty_cache(model, 4, 2)
    with pytest.raises(ValueError, match="5 tokens do not fit into 4 slots"):
        read(model, ids[:, :5], room)


def test_bytes_are_those_of_a_key_and_a_value_in_every_layer(model, ids):
    cache = by_steps(model, ids[:1], 20)[1]
    assert slot_bytes(cache) == 3 * 2 * 16 * 4  # layers x (key, value) x d_model x float32
    assert cache.bytes == 20 * slot_bytes(cache)


def counted(work):
    """Multiply-adds that torch counts; it counts each as two."""
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() // 2


def test_multiply_adds_of_a_step_are_linear_in_the_length(model, ids):
    def step(n):
        room = read(model, ids[:1, :n], empty_cache(model, 20), causal(n, n)).cache
        return counted(lambda: read(model, ids[:1, n : n + 1], room))

    lengths = range(1, 20)
    found = [step(n) for n in lengths]
    grown = {after - before for before, after in pairwise(found)}
    assert grown == {2 * SHAPE.layers * SHAPE.d_model}
    assert found == [multiply_adds(SHAPE, 1, n + 1) for n in lengths]


def test_multiply_adds_without_a_cache_are_those_of_the_square(model, ids):
    def again(n):
        cells = causal(n, n).expand(SHAPE.layers, -1, -1, -1, -1)
        return counted(lambda: model.run(ids[:1, :n], cells))

    assert [again(n) for n in (1, 7, 20)] == [multiply_adds(SHAPE, n, n) for n in (1, 7, 20)]
