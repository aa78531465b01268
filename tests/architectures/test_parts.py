"""Models of several parts: encoder and decoder, an image before a text, windows of patches."""

import numpy as np
import pytest
import torch
from transformers import PaliGemmaConfig, PaliGemmaModel, SwinConfig, SwinModel

from maskviz.architectures import cells, read_config
from maskviz.architectures.types import WAY_OF
from tests.architectures.tiny import LAYERS, TOKENS, config_of, model_of, reads

BOTH = [name for name, way in WAY_OF.items() if way == "encoder_decoder"]
PARTS = {
    "encoder": "encoder_attentions",
    "decoder": "decoder_attentions",
    "cross": "cross_attentions",
}
REAL = [0, 0, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.filterwarnings("ignore")
def test_encoder_and_decoder(name):
    """The texts are of different lengths, and that of the encoder is padded on the left."""
    hears = name == "whisper"
    config = config_of(name, **{"max_source_positions": TOKENS} if hears else {})
    read = read_config({**config.to_diff_dict(), "model_type": name})
    ids = torch.arange(3, 3 + TOKENS)[None]
    how = {"input_ids": ids, "attention_mask": torch.tensor([REAL])}
    if hears:  # its sound is always of one length, and nothing of it is padding
        how = {"input_features": torch.randn(1, config.num_mel_bins, 2 * TOKENS)}
    with torch.no_grad():
        out = model_of(config)(decoder_input_ids=ids[:, :5], output_attentions=True, **how)
    real = None if hears else REAL
    sizes = {"encoder": (TOKENS, TOKENS, real), "decoder": (5, 5, None), "cross": (5, TOKENS, real)}
    for part, key in PARTS.items():
        layers = read.part(part)
        assert len(layers) == LAYERS == len(out[key])
        for layer, weight in zip(layers, out[key], strict=True):
            queries, width, padded = sizes[part]
            assert np.array_equal(cells(layer.mask, queries, width, real=padded), reads(weight))


@pytest.mark.parametrize("depths", [[1, 1], [2, 2], [3, 1]])
@pytest.mark.parametrize("window", [2, 4])
def test_the_windows_of_swin(window, depths):
    """Of each stage the weights of its last layer come out, window by window."""
    config = SwinConfig(
        image_size=16,
        patch_size=2,
        embed_dim=4,
        depths=depths,
        num_heads=[1, 1],
        window_size=window,
        num_channels=1,
        attn_implementation="eager",
    )
    read = read_config(config.to_dict())
    torch.manual_seed(0)
    model = SwinModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        out = model(torch.randn(1, 1, 16, 16), output_attentions=True)
    for stage, weights in enumerate(out.attentions):
        number = sum(depths[: stage + 1]) - 1
        layer, block = read.layers[number], model.encoder.layers[stage].blocks[-1]
        side = read.sides[number]
        found = laid_back(block.shift_size, side, layer.mask["window"], weights)
        assert np.array_equal(cells(layer.mask, side * side), found)


def laid_back(shift: int, side: int, window: int, weights: torch.Tensor) -> np.ndarray:
    """Weights (windows, heads, q, k) where their patches came from: bool (q, k) of the image."""
    places = np.roll(np.arange(side * side).reshape(side, side), (-shift, -shift), (0, 1))
    count = side // window
    grid = places.reshape(count, window, count, window).transpose(0, 2, 1, 3)
    windows = grid.reshape(count**2, -1)
    found = np.zeros((side * side, side * side), dtype=bool)
    for inside, weight in zip(windows, weights, strict=True):
        found[np.ix_(inside, inside)] = (weight[0] > 1e-20).numpy()  # it adds −100, no infinity
    return found


def test_the_image_of_paligemma_is_a_prefix():
    """Tokens of the image and the prompt are told by their type, 0; 1 is the answer."""
    text = {"model_type": "gemma", **config_of("gemma").to_diff_dict()}
    sight = {
        "model_type": "siglip_vision_model",
        "image_size": 4,
        "patch_size": 2,
        "hidden_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "intermediate_size": 8,
    }
    told = {"model_type": "paligemma", "text_config": text, "vision_config": sight}
    config = PaliGemmaConfig(text_config=dict(text), vision_config=dict(sight))
    config._attn_implementation = "eager"
    torch.manual_seed(0)
    model = PaliGemmaModel(config).eval()
    model.set_attn_implementation("eager")
    ids, kinds = torch.arange(3, 3 + TOKENS)[None], torch.tensor([[0] * 4 + [1] * 5])
    with torch.no_grad():
        out = model(
            inputs_embeds=model.get_input_embeddings()(ids),
            token_type_ids=kinds,
            attention_mask=torch.ones_like(ids),
            output_attentions=True,
        )
    for layer, weight in zip(read_config(told).layers, out.attentions, strict=True):
        assert layer.mask.title == "Prefix-LM, prefix 4"
        assert np.array_equal(cells(layer.mask, TOKENS), reads(weight))
