"""What goes into a row of attention: the vectors, and what one head's weights make of them."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.arithmetic import Row
from maskviz.analysis.heads.bands import attention_of
from maskviz.analysis.heirs import Heirs, heirs, unmasked
from maskviz.analysis.view import View
from maskviz.models.gpt import GPT
from maskviz.models.parts import turn_of


@dataclass(frozen=True, eq=False)
class Working:
    """The working of one row that its arithmetic does not show, for the query and one of its keys.

    Shapes: asking and answering (d_model,), the vectors that go into the layer's attention; query,
    key and value (d_head,), what the head's weights make of them, before any turn; angles (2,
    d_head / 2) in radians, by which the pairs of query and key are turned, or nothing; dots,
    differences, running and free (keys,).
    differences  each masked score without the largest
    running      the sum of the exponentials up to each key; the sink counts at the last one
    """

    layer: int
    asking: np.ndarray
    answering: np.ndarray
    query: np.ndarray
    key: np.ndarray
    value: np.ndarray
    angles: np.ndarray | None
    dots: np.ndarray
    differences: np.ndarray
    running: np.ndarray
    heirs: Heirs


@dataclass(frozen=True, eq=False)
class HeadWeights:
    """The rows of a layer's three matrices that make the numbers of one head.

    Shapes: query, key, value (d_head, d_model).
    """

    query: np.ndarray
    key: np.ndarray
    value: np.ndarray


def inputs(view: View) -> tuple[Tensor, Tensor]:
    """What asks and what answers in the layer looked at, (query, d_model) and (key, d_model).

    In cross-attention the text as its encoder left it answers.
    """
    slug = "attention" if view.attention.queries_are_keys else "cross"
    way, layer = view.run.residual[view.part], view.settings.layer
    asking = next(a.before for a in way if a.layer == layer and a.slug == slug)
    assert asking is not None  # attention is made from something
    answering = asking if slug == "attention" else view.run.residual["encoder"][-1].x
    return asking[0], answering[0]


def head_weights(view: View) -> HeadWeights:
    """They are the same for every text, row and mask."""
    attention = attention_of(view.shipped, view.part, view.settings.layer)
    sides = (attention.query, attention.key, attention.value)
    rows = (side.weight.unflatten(0, (attention.heads, -1))[view.head] for side in sides)
    return HeadWeights(*(side.float().numpy(force=True) for side in rows))


def angles_of(view: View, row: Row) -> np.ndarray | None:
    """By how much each pair of numbers of query and key is turned; only gpt's are."""
    if not isinstance(view.shipped.model, GPT):
        return None
    cos, sin = turn_of(torch.tensor([row.q, row.k]), len(row.query))
    return torch.atan2(sin, cos)[0].numpy()


def working(view: View, row: Row) -> Working:
    """The working of a row of the view; the scores, weights and output are in the row itself."""
    asking, answering = (
        side[place].float().numpy(force=True)
        for side, place in zip(inputs(view), (row.q, row.k), strict=True)
    )
    made = head_weights(view)
    keys = view.trace.k[0, view.head].double().numpy(force=True)
    with np.errstate(invalid="ignore"):
        running = np.cumsum(row.exponentials)
        differences = row.masked - row.maximum
        if row.sink is not None:
            running[-1] += np.exp(row.sink - row.maximum)
    return Working(
        layer=view.settings.layer,
        asking=asking,
        answering=answering,
        query=made.query @ asking,
        key=made.key @ answering,
        value=made.value @ answering,
        angles=angles_of(view, row),
        dots=keys @ row.query.astype(np.float64),
        differences=differences,
        running=running,
        heirs=heirs(row, unmasked(view.trace, view.head, row, view.score_mod)),
    )
