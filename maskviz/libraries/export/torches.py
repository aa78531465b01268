"""PyTorch: its attention function, and its modules, where True means blocked."""

from maskviz.libraries.export.parts import TORCH
from maskviz.libraries.export.program import Target
from maskviz.libraries.export.wanted import Wanted

SDPA = Target(
    opening="import torch\nfrom torch.nn.functional import scaled_dot_product_attention",
    arrays=TORCH,
    empty="; PyTorch returns zeros there.",
    closing='''

def attend(query, key, value):
    """query (batch, heads, {queries}, d_head), key and value (batch, heads, {keys}, d_head)."""
    return scaled_dot_product_attention(query, key, value, attn_mask=allowed.to(query.device))
''',
)

# Its fast path (eval, no gradients, an even number of heads) makes NaN of an empty row, and a
# second layer spreads it.
SLOW = """torch.backends.mha.set_fastpath_enabled(False)
"""
BLOCKED = """blocked = ~allowed  # torch's modules say it the other way round: True = may not read
"""
SPREAD = """\
    # (batch * heads, q, k): every head of the first sample, then of the second. Masks that differ
    # by sample, (batch, q, k), would be brought into this order by repeat_interleave(heads, 0).
    mask = mask.expand(len({0}), *mask.shape).flatten(0, 1)
"""
ATTEND = '''

def attend(attention, query, key, value):
    """attention: nn.MultiheadAttention(d_model, {number}, batch_first=True).

    query (batch, {{queries}}, d_model), key and value (batch, {{keys}}, d_model).
    """
    mask = blocked.to(query.device)
{spread}    output, _ = attention(query, key, value, attn_mask=mask, need_weights=False)
    return output
'''
MHA_ONE = BLOCKED + ATTEND.format(number="heads", spread="")
MHA_EACH = BLOCKED + ATTEND.format(number="{heads}", spread=SPREAD.format("query"))
MHA = Target(
    opening="import torch",
    arrays=TORCH,
    empty=". The fast path (eval, no gradients, heads even) returns NaN there, need_weights=True "
    "does too; without both it is zeros.",
    closing=MHA_ONE,
    each=MHA_EACH,
    bare=SLOW + MHA_ONE,
    bare_each=SLOW + MHA_EACH,
)

PRINTED = '''

def as_printed():
    """The well-known snippet. It raises: Expected key_padded_mask.shape[0] to be 32, but got 2.

    src is (length 10, batch 32, width), while the padding mask has 2 texts. With as many texts in
    both it would run, and give other numbers at each run, since dropout is on until eval().
    """
    layer = nn.TransformerEncoderLayer(d_model=512, nhead=8)
    encoder = nn.TransformerEncoder(layer, num_layers=6)
    src = torch.rand(10, 32, 512)
    padding = torch.tensor([[0, 0, 0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]])
    return encoder(src, src_key_padding_mask=padding.bool())


def make_encoder(d_model, nhead, num_layers):
    """An encoder that takes (batch, length, d_model) and has its dropout off."""
    layer = nn.TransformerEncoderLayer(d_model, nhead, batch_first=True)
    return nn.TransformerEncoder(layer, num_layers).eval()
'''
ENCODE = '''

def encode(encoder, src):
    """encoder: of make_encoder(d_model, {number}, num_layers); src (batch, {{keys}}, d_model)."""
    mask = blocked.to(src.device)
{spread}    return encoder(src, mask=mask)
'''
ENCODER_ONE = BLOCKED + PRINTED + ENCODE.format(number="heads", spread="")
ENCODER_EACH = BLOCKED + PRINTED + ENCODE.format(number="{heads}", spread=SPREAD.format("src"))


def not_square(wanted: Wanted) -> str | None:
    if wanted.queries == wanted.keys:
        return None
    return (
        f"nn.TransformerEncoder is self-attention, with as many queries as keys; here they are "
        f"{wanted.queries} and {wanted.keys}. The nearest is nn.MultiheadAttention, the module "
        "inside it, which takes any rectangle."
    )


ENCODER = Target(
    opening="import torch\nfrom torch import nn",
    arrays=TORCH,
    empty=". The fast path (eval, no gradients, heads even) makes that NaN, and the next layer "
    "spreads it to every row; without it the attention adds zeros there.",
    closing=ENCODER_ONE,
    each=ENCODER_EACH,
    bare=SLOW + ENCODER_ONE,
    bare_each=SLOW + ENCODER_EACH,
    refusal=not_square,
)
