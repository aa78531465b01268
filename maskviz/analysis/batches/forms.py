"""One padding mask in the forms that libraries take, as they are spread over the scores."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.batches.given import Given, given

AXES = ("batch", "head", "query", "key")


@dataclass(frozen=True, eq=False)
class Form:
    """A tensor of four axes, those along which nothing changes 1 long.

    code  the expression that makes it, of `real` and of forms before it
    """

    name: str
    code: str
    values: Tensor

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.values.shape)


@dataclass(frozen=True, eq=False)
class Forms:
    """The vector as 0/1, as bool and as numbers to add, the other masks, and both together."""

    vector: Form
    boolean: Form
    additive: Form
    order: Form
    combined: Form
    combined_additive: Form
    scores: tuple[int, ...]  # (batch, head, query, key)


def forms(looked_at: Given) -> Forms:
    """Those of the layer looked at; `order` is what is there without the padding mask."""
    batch, layer = looked_at.batch, looked_at.settings.layer
    without = given(looked_at.settings.but(and_padding=False), looked_at.shipped, batch)
    keys = batch.real.bool()[:, None, None, :]
    order = narrowed(without.allowed[layer])
    both, both_added = order & keys, added(keys) + added(order)
    return Forms(
        Form("vector", "real", batch.real),
        Form("boolean", "real.bool()[:, None, None, :]", keys),
        Form("additive", "zeros.masked_fill(~boolean, -inf)", added(keys)),
        Form("order", "the other masks", order),
        Form("combined", "boolean & order", both),
        Form("combined, additive", "additive + zeros.masked_fill(~order, -inf)", both_added),
        (len(batch.ids), looked_at.shipped.shape.heads, *without.allowed.shape[-2:]),
    )


def added(allowed: Tensor) -> Tensor:
    """What is added to the scores: 0 where they may be read, −∞ where not."""
    return torch.zeros(allowed.shape).masked_fill(~allowed, -math.inf)


def narrowed(cells: Tensor) -> Tensor:
    """The same with each axis 1 long along which nothing changes."""
    for axis in range(cells.ndim):
        first = cells.narrow(axis, 0, 1)
        if torch.equal(cells, first.expand(cells.shape)):
            cells = first
    return cells
