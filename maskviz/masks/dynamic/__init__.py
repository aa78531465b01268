"""The dynamic masks: every file of this folder but `spec` is one, and DYNAMIC finds them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from maskviz.masks.cell import token
from maskviz.masks.discovery import found_in
from maskviz.masks.dynamic.spec import Dynamic, Reading

if TYPE_CHECKING:  # scores bring torch with them; masks of places need none
    from torch import Tensor

FAMILY = "The scores themselves decide who reads whom: another mask for each layer, head and text."


def discover() -> Mapping[str, Dynamic]:
    """Name -> mask, ordered by title."""
    return found_in(__name__, __path__, Dynamic, "mask")


DYNAMIC = discover()


@dataclass(frozen=True, eq=False)
class Choice:
    """What a dynamic mask did in one row: what it read, what it asked, which keys it kept.

    Shapes: allowed and kept bool (keys,).
    """

    title: str
    reading: Reading
    allowed: np.ndarray
    kept: np.ndarray

    @property
    def asks(self) -> str:
        """The criterion with its number: `the 4th largest score of 9: 1.32`."""
        least = self.reading.least
        return self.reading.criterion + ("" if least is None else f": {written(least)}")

    @property
    def sentence(self) -> str:
        """The row in one sentence."""
        keys = ", ".join(map(str, np.flatnonzero(self.kept)))
        kept = f"keys {keys}" if keys else "nothing"
        return f"{self.title} read {self.reading.what}; it asked for {self.asks}; it kept {kept}."

    def reason(self, k: int, tokens: Sequence[str] = ()) -> str:
        """Why a key was dropped; nothing when it was not, or was blocked before."""
        if self.kept[k] or not self.allowed[k]:
            return ""
        reading, group = self.reading, k // self.reading.size
        value = reading.values[group]
        first = group * reading.size
        last = min(first + reading.size, len(self.kept)) - 1
        whose = token("k", k, tokens) if reading.size == 1 else f"keys {first} to {last}"
        number = "score" if reading.size == 1 else "mean score"
        how = "only equals" if value == reading.least else "is under"
        return f"{self.title}: {number} {written(value)} of {whose} {how} {self.asks}."


def check_allowed(allowed: "Tensor", shape: Sequence[int]) -> None:
    """ValueError unless a mask is of True and False and fits scores (…, query, key)."""
    if str(allowed.dtype) != "torch.bool":
        kind = str(allowed.dtype).removeprefix("torch.")
        raise ValueError(f"allowed holds {kind}, not True and False")
    wide = len(allowed.shape) > len(shape)
    pairs = zip(reversed(allowed.shape), reversed(shape), strict=False)
    if wide or any(ours not in (1, theirs) for ours, theirs in pairs):
        raise ValueError(
            f"allowed is {tuple(allowed.shape)}, which does not fit scores of {tuple(shape)}"
        )


def written(value: float) -> str:
    """A score for a sentence: `1.32`, `−0.40`, `−∞`."""
    return f"{value:.2f}".replace("inf", "∞").replace("nan", "NaN").replace("-", "−")


def explain_choice(
    name: str,
    params: Mapping[str, int],
    scores: Sequence[float],
    allowed: Sequence[bool],
    q: int | None = 0,
) -> Choice:
    """What a dynamic mask read in one row of scores, and what it kept of the allowed keys.

    Shapes: scores and allowed (keys,); `scores` are those that the mask was put on, see
    `scores_at_mask`; q is the query's position, None where queries are not among the keys.
    """
    import torch

    mask = DYNAMIC[name]
    known = mask.settled(params)
    row, open_ = torch.as_tensor(scores)[None], torch.as_tensor(allowed, dtype=torch.bool)[None]
    kept = chosen(name, known, row, open_, q)[0].numpy(force=True)
    reading = mask.reads(row[0].tolist(), open_[0].tolist(), q, **known)
    return Choice(mask.title, reading, open_[0].numpy(force=True), kept)


def chosen(
    name: str,
    params: Mapping[str, int],
    scores: "Tensor",
    allowed: "Tensor",
    offset: int | None = 0,
) -> "Tensor":
    """What a dynamic mask keeps, bool (…, query, key); row r is the query at r + offset.

    ValueError for a name, a parameter or a shape that cannot be.
    """
    if name not in DYNAMIC:
        raise ValueError(f"no mask {name!r} chooses by scores; there are {', '.join(DYNAMIC)}")
    check_allowed(allowed, scores.shape)
    mask = DYNAMIC[name]
    given = {"offset": offset} if "offset" in mask.parameters else {}
    return mask.choose(scores, allowed, **mask.settled(params), **given)
