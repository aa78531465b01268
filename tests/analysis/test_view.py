"""From settings to the model's run: each mask reaches its layer, its head and its rows only."""

import pytest
import torch
import torch.nn.functional as F

from maskviz.masks.painting import POSITIONS
from tests.analysis.conftest import CAT, KING
from tests.states import plain_run


def near(found, expected):
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=0)


def reads(view, layer):
    """Which keys have any weight in a layer, (head, query, key)."""
    return view.run.heads["self"][layer].trace.weights[0] > 0


def test_the_causal_mask_is_the_model_as_it_was_trained(shipped, view):
    seen = view(mask="causal")
    ids = torch.tensor([[1, *shipped.tokenizer.encode(KING).ids]])
    with torch.inference_mode():
        plain = shipped.model(ids)
    near(seen.run.logits, plain)
    near(plain_run(seen).logits, plain)
    assert seen.tokens[:3] == ("<s>", "The", "·king")
    assert seen.words[:3] == ("<s>", "The", "king")


@pytest.mark.parametrize("layers", [(), (2,), (0, 3), (0, 1, 2, 3)])
def test_layers_that_were_not_chosen_stay_causal(view, layers):
    seen = view(mask="sliding_window", **{"sliding_window.window": 2}, layers=layers)
    n = len(seen.tokens)
    causal = torch.ones(n, n, dtype=torch.bool).tril()
    for layer in range(4):
        expected = causal.triu(-1) if layer in layers else causal
        assert torch.equal(reads(seen, layer), expected.expand(6, n, n))


def test_the_mask_shown_is_that_of_the_layer_looked_at(view):
    window, causal = (
        view(mask="sliding_window", layers=(2,), layer=layer).mask.allowed for layer in (2, 1)
    )
    n = len(causal)
    full = torch.ones(n, n, dtype=torch.bool)
    assert torch.equal(torch.from_numpy(window), full.tril().triu(-3))
    assert torch.equal(torch.from_numpy(causal), full.tril())


SLOTS = ("causal()", "sliding_window(window=1)", "strict_causal()", "full()", "chunk(size=3)")


def test_each_head_has_its_own_mask(view):
    slots = {str(head): text for head, text in enumerate(SLOTS)}
    seen = view(slots, each=True, head=5, mask="stride_only", and_causal=False)
    n = len(seen.tokens)
    full = torch.ones(n, n, dtype=torch.bool)
    blocks = torch.block_diag(*[torch.ones(3, 3)] * 4)[:n, :n] > 0
    distance = torch.arange(n)[:, None] - torch.arange(n)
    drawn = [full.tril(), full.tril().triu(), full.tril(-1), full, blocks, distance % 3 == 0]
    for layer in range(4):
        assert torch.equal(reads(seen, layer), torch.stack(drawn))
    assert [mask.title.split(",")[0] for mask in seen.shown][-1] == "Stride: only every S-th"
    assert seen.mask is seen.heads[5]


def test_with_one_mask_for_all_the_slots_of_heads_are_asleep(view):
    slots = {str(head): text for head, text in enumerate(SLOTS)}
    seen = view(slots, mask="sliding_window")
    assert {str(mask.term) for mask in seen.heads} == {"sliding_window(window=4)"}


@pytest.mark.parametrize("m", [1, 3, 10])
def test_the_last_queries_are_the_last_rows_of_the_whole(view, m):
    """Earlier rows were read before, causally: a mask that is causal in itself sees no change."""
    window = {"mask": "sliding_window", "sliding_window.window": 2, "layers": (0,)}
    whole, last = view(**window), view(**window, queries=m)
    assert (last.mask.allowed == whole.mask.allowed[-m:]).all()
    first = [run.heads["self"][0].trace.output[0, :, -m:] for run in (last.run, whole.run)]
    near(*first)
    n = len(last.tokens)
    causal = torch.ones(n, n, dtype=torch.bool).tril()
    expected = causal.clone()
    expected[-m:] = causal.triu(-1)[-m:]
    assert torch.equal(reads(last, 0), expected.expand(6, n, n))


@pytest.mark.parametrize(("m", "shown"), [(0, 10), (7, 7), (99, 10)])
def test_how_many_queries_are_shown(view, m, shown):
    assert view(queries=m).mask.allowed.shape == (shown, 10)


def test_painted_cells_reach_the_model(view):
    book = {"all": {"base": "causal()", "flips": [5 * POSITIONS + 2, 1 * POSITIONS + 8]}}
    seen = view({"all": "custom"}, book, and_causal=False)
    expected = torch.ones(10, 10, dtype=torch.bool).tril()
    expected[5, 2], expected[1, 8] = False, True
    assert torch.equal(reads(seen, 3), expected.expand(6, 10, 10))
    bound = view({"all": "custom"}, book)
    assert not reads(bound, 3)[:, 1, 8].any()


@pytest.mark.parametrize("mask", ["causal_padding", "causal", "sliding_window"])
@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("row", [1, 2])
def test_a_padded_row_has_the_logits_it_has_alone(view, mask, side, row):
    """With “and padding” on, whatever the mask."""
    alone = view(text=[KING, CAT][row - 1], mask=mask)
    seen = view(mask=mask, texts=2, text_2=CAT, row=row, pad_side=side, pad_to=14)
    real = seen.real.bool()
    assert len(seen.tokens) == 14 and int(real.sum()) == len(alone.tokens)
    near(seen.run.logits[0][real], alone.run.logits[0])
    near(plain_run(seen).logits[0][real], plain_run(alone).logits[0])


def test_left_padding_that_is_read_moves_the_logits(view):
    alone = view(text=CAT, mask="causal")
    seen = view(text=CAT, mask="causal", pad_side="left", pad_to=14, and_padding=False)
    moved = seen.run.logits[0][seen.real.bool()] - alone.run.logits[0]
    assert moved.abs().max() > 0.5
    near(plain_run(seen).logits[0][seen.real.bool()], plain_run(alone).logits[0])


def test_lengths_cut_each_text_of_a_batch(view):
    seen = view(texts=2, text_2=CAT, length_1=6, length_2=2, row=2)
    assert seen.batch.lengths == [6, 2] and seen.real.tolist() == [1, 1, 0, 0, 0, 0]


def test_a_row_beyond_the_batch_is_its_last(view):
    assert view(texts=2, text_2=CAT, row=8).row == 1


def test_the_recipe_reaches_the_scores(view):
    """Undivided raw scores of the first layer are √32 times the usual ones."""
    usual, undivided = view(), view(divide="nothing")
    raw = [seen.run.heads["self"][0].trace.raw for seen in (undivided, usual)]
    torch.testing.assert_close(raw[0], raw[1] * 32**0.5, atol=1e-3, rtol=1e-4)
    near(plain_run(undivided).logits, plain_run(usual).logits)


def test_the_trace_is_torchs_attention_on_its_own_q_k_v(view):
    seen = view(mask="stride_block", and_causal=False)
    allowed = torch.from_numpy(seen.mask.allowed)
    trace = seen.trace
    expected = F.scaled_dot_product_attention(trace.q, trace.k, trace.v, attn_mask=allowed)
    torch.testing.assert_close(trace.output, expected, atol=1e-5, rtol=0)
