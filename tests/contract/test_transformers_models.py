"""Where a model of transformers has the mask inside, ours is what it reads, cell by cell."""

import numpy as np
import pytest
import torch
from transformers import LongformerConfig, ModernBertConfig, ReformerConfig, SwinConfig
from transformers import masking_utils as masking
from transformers.models.longformer.modeling_longformer import LongformerSelfAttention
from transformers.models.reformer.modeling_reformer import LocalSelfAttention
from transformers.models.swin.modeling_swin import SwinLayer, window_partition

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix


def reads(attend, n: int) -> np.ndarray:
    """Which tokens an output depends on, by its gradient; attend: (1, n, 8) -> (1, n, 8)."""
    torch.manual_seed(0)
    x = torch.randn(1, n, 8, requires_grad=True)
    out = attend(x)
    rows = [torch.autograd.grad(out[0, q].sum(), x, retain_graph=True)[0][0] for q in range(n)]
    return torch.stack(rows).abs().sum(-1).gt(0).numpy()


@pytest.mark.parametrize("n", [1, 6, 13])
@pytest.mark.parametrize("width", [2, 4, 40])
def test_modernbert_halves_its_window(n, width):
    config = ModernBertConfig(local_attention=width, attn_implementation="sdpa")
    made = masking.create_bidirectional_sliding_window_mask(
        config,
        inputs_embeds=torch.zeros(1, n, 8),
        attention_mask=torch.ones(1, n, dtype=torch.long),
        allow_is_bidirectional_skip=False,
    )
    ours = matrix(MASKS["two_sided_width"], n, n, {"width": width})
    assert np.array_equal(ours, made[0, 0].expand(n, n).numpy())
    ours = matrix(MASKS["two_sided_window"], n, n, {"radius": width // 2})
    assert np.array_equal(ours, made[0, 0].expand(n, n).numpy())


@pytest.mark.parametrize("width", [4, 6, 8])  # its own code breaks at 2
def test_longformer_halves_its_window(width):
    n = 4 * width
    config = LongformerConfig(
        hidden_size=8, num_attention_heads=1, attention_window=[width], num_hidden_layers=1
    )
    layer = LongformerSelfAttention(config, layer_id=0).eval()
    nothing = torch.zeros(1, n)

    def attend(x):
        return layer(
            x,
            attention_mask=nothing,
            is_index_masked=nothing > 0,
            is_index_global_attn=nothing > 0,
            is_global_attn=False,
        )[0]

    ours = matrix(MASKS["two_sided_width"], n, n, {"width": width})
    assert np.array_equal(ours, reads(attend, n))


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("back", [0, 1, 2])
@pytest.mark.parametrize("causal", [True, False])
def test_reformer_looks_back_by_chunks(size, back, causal):
    """Not causal, its first chunks read the last ones too: it takes the text for a ring."""
    n = 5 * size
    config = ReformerConfig(
        hidden_size=8,
        num_attention_heads=1,
        attention_head_size=8,
        local_attn_chunk_length=size,
        local_num_chunks_before=back,
        local_num_chunks_after=0,
        is_decoder=causal,
    )
    layer = LocalSelfAttention(config).eval()
    read = reads(lambda x: layer(x).hidden_states, n)
    ours = matrix(MASKS["chunk_lookback"], n, n, {"size": size, "back": back})
    ring = np.zeros((n, n), dtype=bool)
    if causal:
        ours &= matrix(MASKS["causal"], n, n)
    else:
        chunk = np.arange(n) // size
        ring = (chunk[:, None] - chunk[None, :] + 5) % 5 <= back
        ring &= chunk[:, None] < chunk[None, :]
    assert np.array_equal(ours | ring, read)


def swin(width: int, height: int, window: int, shift: int) -> np.ndarray:
    """Roll the pixels' numbers round as Swin does, cut them into windows, lay its mask on them."""
    config = SwinConfig(embed_dim=8, window_size=window)
    layer = SwinLayer(config, 8, (height, width), num_heads=1, shift_size=shift)
    pixels = torch.arange(width * height).view(1, height, width, 1)
    windows = window_partition(layer.cyclic_shift(pixels), window).flatten(1)
    added = layer.get_attn_mask(height, width, torch.float32, pixels.device)
    allowed = np.zeros((width * height, width * height), dtype=bool)
    for i, inside in enumerate(windows.numpy()):
        opened = np.ones((len(inside), len(inside)), bool)
        allowed[np.ix_(inside, inside)] = opened if added is None else added[i].numpy() == 0
    return allowed


@pytest.mark.parametrize(
    ("width", "height", "window", "shift"),
    [(4, 4, 2, 1), (6, 4, 2, 1), (4, 6, 2, 0), (9, 6, 3, 1), (6, 9, 3, 2), (8, 8, 4, 2)],
)
def test_swin(width, height, window, shift):
    params = {"width": width, "window": window, "shift": shift}
    ours = matrix(MASKS["shifted_window"], width * height, width * height, params)
    assert np.array_equal(ours, swin(width, height, window, shift))
