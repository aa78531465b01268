"""nn.TransformerEncoder: the well-known snippet as it is, and the right one, layer by layer."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from maskviz.libraries.export import EXPORTS, NotExpressible
from tests.libraries.export.attend import parted, reference
from tests.libraries.export.samples import BARE, CAUSAL, PADDING, PAINTED, WIDE, exported, pictures

TITLE, HEADS, WIDTH = "nn.TransformerEncoder", 2, 8
CASES = {
    "one mask": WIDE,
    "painted": PAINTED,
    "each head": [WIDE, PAINTED],
    "an empty row": BARE[0],
    "empty rows of some heads": [BARE[1], WIDE],
}


def by_hand(layer: nn.TransformerEncoderLayer, x: Tensor, cells: np.ndarray) -> Tensor:
    """What a layer does, with torch's attention function and the layer's weights."""
    module = layer.self_attn
    query, key, value = (
        parted(x @ weight.T + bias, HEADS)
        for weight, bias in zip(
            module.in_proj_weight.chunk(3), module.in_proj_bias.chunk(3), strict=True
        )
    )
    heads = reference(cells, query, key, value).transpose(1, 2).flatten(2)
    x = layer.norm1(x + module.out_proj(heads))
    return layer.norm2(x + layer.linear2(layer.linear1(x).relu()))


def drawn(names: dict) -> tuple[nn.TransformerEncoder, Tensor]:
    torch.manual_seed(0)
    return names["make_encoder"](WIDTH, HEADS, 2), torch.randn(2, 8, WIDTH)


@pytest.mark.parametrize("mode", ["eval", "train"])
@pytest.mark.parametrize("masks", CASES.values(), ids=list(CASES))
def test_two_layers_are_those_made_by_hand(masks, mode):
    names = exported(TITLE, masks, 8, 8)
    encoder, src = drawn(names)
    for module in encoder.modules():
        if isinstance(module, nn.Dropout | nn.MultiheadAttention):
            module.p = module.dropout = 0.0
    getattr(encoder, mode)()
    cells = pictures(masks if isinstance(masks, list) else [masks] * HEADS, 8, 8)
    with torch.no_grad():
        out, expected = names["encode"](encoder, src), src
        for layer in encoder.layers:
            expected = by_hand(layer, expected, cells)
    torch.testing.assert_close(out, expected, atol=1e-5, rtol=1e-4)


def test_a_token_that_is_not_read_moves_no_other_row():
    names = exported(TITLE, [CAUSAL, WIDE], 8, 8)
    encoder, src = drawn(names)
    other = src.clone()
    other[:, 5] += 1
    with torch.no_grad():
        moved = (names["encode"](encoder, src) != names["encode"](encoder, other)).any(-1)[0]
    assert moved.tolist() == [False] * 5 + [True] * 3


def test_two_runs_agree_because_dropout_is_off():
    names = exported(TITLE, PADDING, 8, 8)
    encoder, src = drawn(names)
    assert torch.equal(names["encode"](encoder, src), names["encode"](encoder, src))
    assert not torch.equal(encoder.train()(src), encoder(src))


def test_as_printed_it_raises_what_the_comment_says():
    names = exported(TITLE, CAUSAL, 8, 8)
    with pytest.raises(AssertionError) as found:
        names["as_printed"]()
    assert str(found.value) in names["as_printed"].__doc__


def test_with_an_empty_row_the_fast_path_is_nan_everywhere():
    names = exported(TITLE, BARE[1], 8, 8)
    encoder, src = drawn(names)
    torch.backends.mha.set_fastpath_enabled(True)
    with torch.no_grad():
        assert names["encode"](encoder, src).isnan().all()


def test_a_rectangle_is_refused_in_a_sentence():
    with pytest.raises(NotExpressible, match="here they are 3 and 8"):
        EXPORTS[TITLE](CAUSAL, 3, 8)
