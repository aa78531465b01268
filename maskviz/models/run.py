"""What a forward pass leaves behind: every stage of attention, every station of every token."""

from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor

from maskviz.models.attention import Trace


@dataclass(frozen=True, eq=False)
class LayerAttention:
    """One attention layer: the stages of its heads, and what their outputs become together.

    Shapes: concatenated and projected (batch, query, d_model).
    """

    trace: Trace
    concatenated: Tensor
    projected: Tensor


@dataclass(frozen=True, eq=False)
class Activation:
    """All tokens at one place in the model.

    layer   counts from 0; None before the first and after the last layer
    x       (batch, token, d_model)
    before  what it was made from, for a sum what it was added to; None at the start
    """

    layer: int | None
    slug: str
    x: Tensor
    before: Tensor | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """One forward pass with nothing thrown away.

    `heads` and `residual` are kept by the part of the model: "self" where there is one kind of
    attention; "encoder", "decoder" and "cross" where there are three. A way lists the stops in the
    model's own order, from the embedding to the vectors that the logits are made from.
    Shapes: heads[part] one a layer, logits (batch, token, vocab).
    """

    heads: Mapping[str, tuple[LayerAttention, ...]]
    residual: Mapping[str, tuple[Activation, ...]]
    logits: Tensor
