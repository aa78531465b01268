"""transformers: the mask its models end with, in every layer, whole or with a cache."""

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel, LlamaConfig, LlamaModel
from transformers.integrations import sdpa_attention
from transformers.masking_utils import create_causal_mask

from maskviz.libraries.export import EXPORTS, Head, NotExpressible
from tests.libraries.export.samples import (
    BARE,
    CAUSAL,
    FACTS,
    PADDING,
    PAINTED,
    WIDE,
    exported,
    of,
    picture,
    pictures,
)

TITLE, LAYERS, HEADS = "transformers", 2, 2
SIZES = {
    "hidden_size": 16,
    "intermediate_size": 16,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "vocab_size": 32,
}
IDS = torch.tensor([[3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]])


def model_of(kind: str, attention: str = "eager"):
    torch.manual_seed(0)
    config, model = {"decoder": (LlamaConfig, LlamaModel), "encoder": (BertConfig, BertModel)}[kind]
    return model._from_config(config(**SIZES), attn_implementation=attention).eval()


@pytest.fixture
def seen(monkeypatch):
    """The masks that torch's attention is called with."""
    masks, theirs = [], torch.nn.functional.scaled_dot_product_attention

    def watched(*tensors, attn_mask=None, is_causal=False, **others):
        assert attn_mask is not None and not is_causal
        masks.append(attn_mask)
        return theirs(*tensors, attn_mask=attn_mask, **others)

    monkeypatch.setattr(sdpa_attention.torch.nn.functional, "scaled_dot_product_attention", watched)
    return masks


def run(names: dict, model, ids: torch.Tensor, **others) -> torch.Tensor:
    with torch.no_grad():
        return names["run"](model, ids, **others).last_hidden_state


@pytest.mark.parametrize("kind", ["decoder", "encoder"])
@pytest.mark.parametrize("masks", [WIDE, PAINTED, [WIDE, PAINTED], [*BARE]])
def test_every_layer_ends_with_the_picture(kind, masks, seen):
    cells = pictures(masks if isinstance(masks, list) else [masks] * HEADS, 8, 8)
    run(exported(TITLE, masks, 8, 8), model_of(kind), IDS)
    assert len(seen) == LAYERS
    for mask in seen:
        whole = mask.expand(len(IDS), HEADS, 8, 8)
        assert mask.dtype == torch.bool
        assert all(np.array_equal(sample.numpy(), cells) for sample in whole)


@pytest.mark.parametrize("kind", ["decoder", "encoder"])
def test_a_token_moves_the_rows_that_read_it(kind):
    """In one layer of a model; every row also reads itself past its attention."""
    names = exported(TITLE, PAINTED, 8, 8)
    model = model_of(kind)
    (model.layers if kind == "decoder" else model.encoder.layer).__delitem__(1)
    model.config.num_hidden_layers = 1
    expected = picture(PAINTED, 8, 8) | np.eye(8, dtype=bool)
    before = run(names, model, IDS)
    for key in range(8):
        other = IDS.clone()
        other[:, key] = 30
        moved = (run(names, model, other) != before).any(-1)[0]
        assert np.array_equal(moved.numpy(), expected[:, key]), key


def test_it_is_the_models_own_causal_mask():
    names, model = exported(TITLE, CAUSAL, 8, 8), model_of("decoder", "sdpa")
    with torch.no_grad():
        usual = model(IDS).last_hidden_state
    torch.testing.assert_close(run(names, model, IDS), usual, atol=1e-6, rtol=1e-5)


def test_the_last_queries_after_a_cache_are_the_last_rows_of_the_whole():
    model = model_of("decoder")
    whole = run(exported(TITLE, WIDE, 8, 8), model, IDS)
    first = exported(TITLE, WIDE, 5, 5)["run"](model, IDS[:, :5], use_cache=True)
    rest = run(
        exported(TITLE, WIDE, 3, 8), model, IDS[:, 5:], past_key_values=first.past_key_values
    )
    torch.testing.assert_close(rest, whole[:, 5:], atol=1e-5, rtol=1e-4)


def test_the_mask_function_goes_where_the_comment_says():
    model = model_of("decoder", "sdpa")
    function = exported(TITLE, Head((PADDING,), ((7, 0),)), 8, 8)["mask_function"]
    opened = of(PADDING, 8, 8) ^ (np.arange(64).reshape(8, 8) == 56)
    arguments = model.config, torch.zeros(1, 8, 16), None, None
    for word, join in (("and", np.logical_and), ("or", np.logical_or)):
        made = create_causal_mask(*arguments, **{f"{word}_mask_function": function})
        assert np.array_equal(made[0, 0].numpy(), join(of(CAUSAL, 8, 8), opened))


def test_what_no_model_has_is_refused_in_a_sentence():
    with pytest.raises(NotExpressible, match="never more of them; here they are 8 and 3"):
        EXPORTS[TITLE](CAUSAL, 8, 3, FACTS)
    with pytest.raises(NotExpressible, match="would stand at 5, and here it stands at 0"):
        EXPORTS[TITLE](CAUSAL, 3, 8, FACTS, 0)
