"""The shapes a mask may have, and where each axis lands on the scores (B, H, q, k)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from torch.nn.utils import skip_init

Axis = Literal["B", "H", "q", "k", "1", "B·H"]
Outcome = Literal["fits", "refused", "by chance"]

SCORES: tuple[Axis, ...] = ("B", "H", "q", "k")
SHAPES: tuple[tuple[Axis, ...], ...] = (
    ("q", "k"),
    ("B", "1", "1", "k"),
    ("B", "1", "q", "k"),
    ("B", "H", "q", "k"),
    ("B", "k"),
    ("B", "q", "k"),
    ("B·H", "q", "k"),
)


@dataclass(frozen=True)
class Sizes:
    """How many samples, heads, queries and keys."""

    batch: int
    heads: int
    queries: int
    keys: int

    def of(self, axis: Axis) -> int:
        return {
            "B": self.batch,
            "H": self.heads,
            "q": self.queries,
            "k": self.keys,
            "1": 1,
            "B·H": self.batch * self.heads,
        }[axis]


@dataclass(frozen=True)
class Landing:
    """A mask's shape on the scores.

    slots     for each axis of the scores the mask's axis that lands there, "" where it has none
    sdpa      what scaled_dot_product_attention made of it, "" or its message
    mha       the same for attn_mask of nn.MultiheadAttention
    """

    axes: tuple[Axis, ...]
    numbers: tuple[int, ...]
    slots: tuple[Axis | Literal[""], ...]
    misplaced: tuple[bool, ...]
    sdpa: str
    mha: str

    @property
    def outcome(self) -> Outcome:
        """What SDPA does with it; by chance means taken for something that it is not."""
        if self.sdpa:
            return "refused"
        return "by chance" if any(self.misplaced) else "fits"

    @property
    def mha_outcome(self) -> Outcome:
        """MultiheadAttention lays (B·H, q, k) out itself, so only a 2D mask can be mistaken."""
        if self.mha:
            return "refused"
        return "by chance" if any(self.misplaced) and len(self.axes) == 2 else "fits"


def misplaced(axis: str, slot: Axis, sizes: Sizes) -> bool:
    """Whether an axis with something to say lands on an axis of another meaning."""
    if axis in ("", "1", slot) or sizes.of(axis) == 1:
        return False
    return not (axis == "B·H" and slot == "H" and sizes.batch == 1)


def message(call) -> str:
    """Torch's own message, or nothing when it takes the mask."""
    try:
        call()
    except (RuntimeError, AssertionError) as error:
        return " ".join(str(error).split())
    return ""


def by_sdpa(mask: Tensor, sizes: Sizes) -> Tensor:
    """Weights (B, H, q, k) of scaled_dot_product_attention, all scores equal."""
    query = torch.zeros(sizes.batch, sizes.heads, sizes.queries, 8)
    key = torch.zeros(sizes.batch, sizes.heads, sizes.keys, 8)
    values = torch.eye(sizes.keys).expand(sizes.batch, sizes.heads, -1, -1)
    return scaled_dot_product_attention(query, key, values, attn_mask=mask)


@torch.no_grad()
def by_mha(mask: Tensor, sizes: Sizes) -> None:
    """nn.MultiheadAttention called with the mask, for its message."""
    attention = skip_init(nn.MultiheadAttention, sizes.heads, sizes.heads, batch_first=True)
    query, key = (torch.zeros(sizes.batch, n, sizes.heads) for n in (sizes.queries, sizes.keys))
    attention(query, key, key, attn_mask=mask)


def landing(axes: tuple[Axis, ...], sizes: Sizes) -> Landing:
    """Lay a mask of that shape on the scores, from the right, and ask torch."""
    numbers = tuple(sizes.of(axis) for axis in axes)
    slots = ("",) * (len(SCORES) - len(axes)) + axes
    wrong = tuple(misplaced(axis, slot, sizes) for axis, slot in zip(slots, SCORES, strict=True))
    opened, blocked = torch.ones(numbers, dtype=torch.bool), torch.zeros(numbers, dtype=torch.bool)
    return Landing(
        axes,
        numbers,
        slots,
        wrong,
        message(lambda: by_sdpa(opened, sizes)),
        message(lambda: by_mha(blocked, sizes)),
    )


def padding_by_chance(sizes: Sizes) -> tuple[np.ndarray, np.ndarray] | None:
    """What a padding mask (B, k) is meant to be for sample 1, and what SDPA makes of it: (q, k).

    Sample b has b padded keys at its end. None when SDPA refuses the mask or takes it rightly.
    """
    if landing(("B", "k"), sizes).outcome != "by chance":
        return None
    padded = torch.arange(sizes.batch).clamp(max=sizes.keys - 1)[:, None]
    real = torch.arange(sizes.keys) < sizes.keys - padded
    taken = by_sdpa(real, sizes)[1, 0] > 0
    return real[1].expand(sizes.queries, -1).numpy(), taken.numpy()
