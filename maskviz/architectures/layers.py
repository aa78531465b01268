"""The mask of one layer: a mask of the catalogue with the numbers of a real model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Mask

CHUNKED = "chunked_causal"


@dataclass(frozen=True)
class LayerMask:
    """A mask by its name in the catalogue; its numbers may be larger than any control goes.

    LayerMask("sliding_window", (("window", 4096),)); hashable, so that pictures can be kept by it.
    """

    name: str
    numbers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, name: str, **numbers: int) -> "LayerMask":
        return cls(name, tuple(numbers.items()))

    @property
    def mask(self) -> Mask:
        return MASKS[self.name]

    @property
    def title(self) -> str:
        """For people: "Sliding window, window 4,096"."""
        said = [f"{name} {number:,}" for name, number in self.numbers]
        return ", ".join([self.mask.title, *said])

    def __getitem__(self, name: str) -> int:
        return dict(self.numbers)[name]


def cells(
    layer: LayerMask,
    queries: int,
    keys: int | None = None,
    *,
    real: Sequence[int] | None = None,
    doc: Sequence[int] | None = None,
) -> np.ndarray:
    """Which query may read which key in a layer of that mask. Shape: bool (queries, keys).

    keys  as many as queries unless told; both are counted from the first token
    real  1 for each key that is no padding: padding is read by nobody, and chunks are counted from
          the first real token, as Llama 4 does in transformers
    doc   the document of each token, where several are packed into one row: each is a text of its
          own, its tokens counted from 0
    """
    keys = queries if keys is None else keys
    q, k = np.arange(queries)[:, None], np.arange(keys)[None, :]
    if real is not None and layer.name == CHUNKED and any(real):
        first = list(map(bool, real)).index(True)
        q, k = q - first, k - first
    if doc is not None:
        begins = np.array([list(doc).index(number) for number in doc])
        q, k = q - begins[:, None], k - begins[None, :]
    open_ = np.broadcast_to(layer.mask.rule(q, k, **dict(layer.numbers)), (queries, keys)).copy()
    if doc is not None:
        open_ &= np.equal.outer(np.asarray(doc), np.asarray(doc))
    if real is not None:
        open_ &= np.asarray(real, dtype=bool)[None, :]
    return open_
