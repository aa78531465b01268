"""A row with nothing to read in torch's own layers, which take two ways and answer differently.

The fast way is taken in eval without gradients with an even number of heads, the batch first, and
for nn.MultiheadAttention also without weights, with biases, a bool mask, and one tensor as query,
key and value. Its softmax over −∞ alone is NaN; the slow way ends in SDPA, which looks for such a
row and writes zeros. With weights nn.MultiheadAttention has a softmax of its own: NaN either way.
"""

import warnings

import torch
from torch import Tensor, nn
from torch.nn.utils import skip_init

SCORES = (2.0, 1.0, 0.0, -1.0)
FAST = "eval without gradients, heads even"
SLOW = "in training, with gradients or heads odd"


def scored(attention: nn.MultiheadAttention) -> None:
    """Set the weights so that, where token i is the i-th unit vector, every head gives token 0 the
    scores SCORES and passes all values on."""
    width, d_head = attention.embed_dim, attention.head_dim
    with torch.no_grad():
        for parameter in attention.parameters():
            parameter.zero_()
        query, key, value = attention.in_proj_weight.chunk(3)
        query[::d_head, 0] = d_head**0.5
        key[::d_head] = torch.tensor(SCORES)
        value.copy_(torch.eye(width))
        attention.out_proj.weight.copy_(torch.eye(width))


def shut(blocked: bool) -> Tensor:
    """bool (q, k), True = blocked: all of row 0, or nothing."""
    mask = torch.zeros(len(SCORES), len(SCORES), dtype=torch.bool)
    mask[0] = blocked
    return mask


def by_mha(
    heads: int = 2,
    *,
    need_weights: bool = False,
    training: bool = False,
    grad: bool = False,
    blocked: bool = True,
) -> Tensor:
    """The output of row 0 (k,), which is its weights, by nn.MultiheadAttention reading itself."""
    width = len(SCORES)
    attention = skip_init(nn.MultiheadAttention, width, heads, batch_first=True).train(training)
    scored(attention)
    x = torch.eye(width)[None]
    with torch.set_grad_enabled(grad):
        made, _ = attention(x, x, x, attn_mask=shut(blocked), need_weights=need_weights)
    return made[0, 0].detach()


def by_encoder(
    heads: int = 2, *, training: bool = False, grad: bool = False, blocked: bool = True
) -> Tensor:
    """What the attention of nn.TransformerEncoder adds to token 0 (k,): the weights of its row.

    One layer, normed first with the norm undone, so that the output is x and what was added.
    """
    width = len(SCORES)
    how = {"dropout": 0.0, "batch_first": True, "norm_first": True}
    layer = nn.TransformerEncoderLayer(width, heads, 1, **how)
    x = torch.eye(width)[None]
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.zero_()
        layer.norm1.weight += (x.var(dim=-1, correction=0)[0, 0] + layer.norm1.eps).sqrt()
        layer.norm1.bias += 1 / width
    scored(layer.self_attn)
    encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False).train(training)
    with torch.set_grad_enabled(grad):
        return (encoder(x, mask=shut(blocked)) - x)[0, 0].detach()


def lost_rows(mask: Tensor | None = None, padding: Tensor | None = None) -> tuple[int, ...]:
    """The rows that are NaN in the fast way of nn.TransformerEncoder, under a mask (q, k) and the
    padding (1, k) of one text; in its first layer, the next ones spread them to every row."""
    tokens = (padding if mask is None else mask).shape[-1]
    layer = skip_init(nn.TransformerEncoderLayer, 2, 2, 1, batch_first=True).eval()
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)
    encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False).eval()
    with torch.no_grad():
        made = encoder(torch.zeros(1, tokens, 2), mask=mask, src_key_padding_mask=padding)
    return tuple(made[0].isnan().any(dim=-1).nonzero().flatten().tolist())


def dropped_rows(padding: Tensor) -> Tensor:
    """The rows, bool (text, token), that nn.TransformerEncoder as it is made by default leaves out
    in its fast way: rows of padding behind a text, which come out as zeros.

    Errors: RuntimeError, torch's own, where no token of any text is left.
    """
    texts, tokens = padding.shape
    layer = skip_init(nn.TransformerEncoderLayer, 2, 2, 1, batch_first=True).eval()
    for name, parameter in layer.named_parameters():
        nn.init.constant_(parameter, float(name == "norm2.bias"))
    encoder = nn.TransformerEncoder(layer, 1).eval()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nested tensors are a prototype
        made = encoder(torch.zeros(texts, tokens, 2), src_key_padding_mask=padding)
    return ~made.any(dim=-1)
