"""Where transformers has a mask that reads facts, ours is what it reads, cell by cell."""

import numpy as np
import pytest
import torch
from transformers import (
    BigBirdConfig,
    BigBirdModel,
    LlamaConfig,
    LongformerConfig,
    XLNetConfig,
    XLNetModel,
)
from transformers import masking_utils as theirs
from transformers.models.gemma3.modeling_gemma3 import get_block_sequence_ids_for_mask
from transformers.models.longformer.modeling_longformer import LongformerSelfAttention

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix
from maskviz.masks.text import stretches

LLAMA = LlamaConfig(attn_implementation="sdpa")


def grads(rows, x: torch.Tensor) -> np.ndarray:
    """Which tokens (n) of x (1, n, d) each row of a result (1, q, d) depends on.

    The row is weighed at random: a norm leaves its plain sum the same whatever was read.
    """
    weighed = rows[0] @ torch.randn(rows.shape[-1])
    found = [torch.autograd.grad(row, x, retain_graph=True)[0][0] for row in weighed]
    return torch.stack(found).abs().sum(-1).gt(0).numpy()


def causal_mask(n: int, **how) -> np.ndarray:
    made = theirs.create_causal_mask(
        LLAMA,
        inputs_embeds=torch.zeros(1, n, 8),
        attention_mask=None,
        past_key_values=None,
        allow_is_causal_skip=False,
        **how,
    )
    return made[0, 0].numpy()


@pytest.mark.parametrize("lengths", [(3, 2, 4), (1, 1, 5), (2, 6, 1, 3)])
def test_packed_sequences_are_told_by_their_positions(lengths):
    positions = torch.tensor([[place for length in lengths for place in range(length)]])
    doc = tuple(number for number, length in enumerate(lengths) for _ in range(length))
    ours = matrix(MASKS["document_causal"], len(doc), len(doc), facts={"doc": doc})
    assert np.array_equal(ours, causal_mask(len(doc), position_ids=positions))
    assert theirs.find_packed_sequence_indices(positions)[0].tolist() == list(doc)


@pytest.mark.parametrize("flags", [(0, 1, 1, 1, 0, 1, 1), (1, 1, 0, 1), (0, 0, 0), (1, 1, 1)])
def test_gemma_reads_images_both_ways(flags):
    """Its groups count from 0 and text is −1; ours from 1, and text is 0."""
    n, (group, _) = len(flags), stretches(flags)
    ids = get_block_sequence_ids_for_mask(torch.tensor([flags]))
    assert (ids[0] + 1).tolist() == list(group)
    ours = matrix(MASKS["group_bidirectional"], n, n, facts={"group": group})
    assert np.array_equal(ours, causal_mask(n, block_sequence_ids=ids))


@pytest.mark.parametrize("rank", [(0, 1, 2, 3, 4), (2, 0, 3, 1, 4), (4, 3, 2, 1, 0)])
def test_both_streams_of_xlnet(rank):
    """In perm_mask 1 means may not read; the content stream reads itself all the same."""
    torch.manual_seed(0)
    n, facts = len(rank), {"rank": rank}
    config = XLNetConfig(vocab_size=9, d_model=8, n_layer=1, n_head=1, d_inner=8, dropout=0.0)
    model, x = XLNetModel(config).eval(), torch.randn(1, n, 8, requires_grad=True)
    query = matrix(MASKS["permutation"], n, n, {"itself": 0}, facts)
    how = {"perm_mask": torch.tensor(~query[None]).float(), "use_mems": False}
    content = grads(model(inputs_embeds=x, **how).last_hidden_state, x)
    assert np.array_equal(content, matrix(MASKS["permutation"], n, n, {"itself": 1}, facts))
    asked = model(inputs_embeds=x, target_mapping=torch.eye(n)[None], **how).last_hidden_state
    assert np.array_equal(grads(asked, x)[query.any(1)], query[query.any(1)])


@pytest.mark.parametrize("width", [4, 6])
@pytest.mark.parametrize("globals_", [(), (0,), (0, 9), (5, 6, 15)])
def test_longformer(width, globals_):
    n = 4 * width
    torch.manual_seed(0)
    config = LongformerConfig(
        hidden_size=8, num_attention_heads=1, attention_window=[width], num_hidden_layers=1
    )
    layer = LongformerSelfAttention(config, layer_id=0).eval()
    flags = torch.zeros(1, n)
    flags[0, list(globals_)] = 1
    x = torch.randn(1, n, 8, requires_grad=True)
    out = layer(
        x,
        attention_mask=flags * 10000,
        is_index_masked=flags < 0,
        is_index_global_attn=flags > 0,
        is_global_attn=bool(globals_),
    )[0]
    facts = {"is_global": tuple(flags[0].int().tolist())}
    ours = matrix(MASKS["longformer"], n, n, {"width": width}, facts)
    assert np.array_equal(ours, grads(out, x))


def bigbird(blocks: int, random: int, training: bool) -> np.ndarray:
    """What one layer reads at a block size of 2, its residual stream included."""
    torch.manual_seed(0)
    config = BigBirdConfig(
        vocab_size=9,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        attention_type="block_sparse",
        block_size=2,
        num_random_blocks=random,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = BigBirdModel(config, add_pooling_layer=False).train(training)
    x = torch.randn(1, 2 * blocks, 8, requires_grad=True)
    out = model(inputs_embeds=x, attention_mask=torch.ones(1, 2 * blocks)).last_hidden_state
    return grads(out, x)


@pytest.mark.parametrize("random", [1, 2, 3])
def test_bigbird_draws_no_blocks_when_it_is_not_trained(random):
    n = 2 * 12
    ours = matrix(MASKS["bigbird"], n, n, {"size": 2, "random": 0})
    assert np.array_equal(ours, bigbird(12, random, training=False))


@pytest.mark.parametrize("random", [1, 2, 3])
def test_bigbird_in_training_adds_blocks_that_were_not_read_yet(random):
    """Ours may hit a block that is read anyway, so it adds as many or fewer."""
    n = 2 * 12
    fixed = matrix(MASKS["bigbird"], n, n, {"size": 2, "random": 0})
    trained = bigbird(12, random, training=True)
    assert (trained & fixed == fixed).all()
    assert ((trained & ~fixed).sum(1)[4:-4] == 2 * random).all()
    ours = matrix(MASKS["bigbird"], n, n, {"size": 2, "random": random})
    assert ((ours & ~fixed).sum(1) <= 2 * random).all() and (ours & ~fixed).any()


def test_bigbird_reads_short_texts_in_full():
    assert bigbird(7, 1, training=False).all() and not bigbird(8, 1, training=False).all()
