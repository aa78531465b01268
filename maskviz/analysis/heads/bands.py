"""One token's way through a layer's heads: a vector each, side by side, projected to one row."""

from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.models import Shipped
from maskviz.models.parts import Attention
from maskviz.models.run import LayerAttention


@dataclass(frozen=True, eq=False)
class Bands:
    """What the heads of a layer give one query, and what becomes of it.

    Shapes: heads (head, d_head), which in a row are `concatenated` (d_model,); given (head,
    d_model) is what the output projection makes of each alone, and `projected` (d_model,) of all.
    """

    heads: Tensor
    concatenated: Tensor
    given: Tensor
    projected: Tensor


def attention_of(shipped: Shipped, part: str, layer: int) -> Attention:
    """The attention of one layer of a part, with its weights."""
    blocks = {"self": "blocks", "encoder": "encoder_blocks"}.get(part, "decoder_blocks")
    block = getattr(shipped.model, blocks)[layer]
    return block.cross if part == "cross" else block.attention


@torch.inference_mode()
def bands(attention: Attention, layer: LayerAttention, query: int) -> Bands:
    """The bands of one query of the first text of a batch."""
    heads = layer.trace.output[0, :, query]
    columns = attention.project.weight.unflatten(1, heads.shape)  # (d_model, head, d_head)
    given = torch.einsum("mhd,hd->hm", columns, heads)
    return Bands(
        heads.cpu(),
        layer.concatenated[0, query].cpu(),
        given.cpu(),
        layer.projected[0, query].cpu(),
    )
