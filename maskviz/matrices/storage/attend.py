"""Masked attention computed from each stored form; all give what torch's own attention gives.

q is (query, d), k and v are (key, d), float32; the output is (query, d). A query with nothing to
read gets zeros.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from maskviz.matrices.storage import Stored, unpack
from maskviz.matrices.storage.tiles import PARTIAL, read_partial

CHUNK = 65_536  # open cells of a list whose rows of q and k are gathered at once


def sdpa(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    return scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask)[0]


def by_matrix(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Dense bool and additive float are handed over as they are."""
    (array,) = stored.arrays.values()
    return sdpa(q, k, v, torch.from_numpy(array))


def by_bits(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """No kernel here reads bits: they become bytes first."""
    return sdpa(q, k, v, torch.from_numpy(unpack(stored)))


def by_cells(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """A score for each open cell alone, a softmax over those of one row, then a sparse product."""
    rows, keys = (torch.from_numpy(stored.arrays[name]).long() for name in ("rows", "keys"))
    scores = q.new_empty(len(rows))
    for first in range(0, len(rows), CHUNK):
        part = slice(first, first + CHUNK)
        scores[part] = (q[rows[part]] * k[keys[part]]).sum(-1)
    scores /= q.shape[1] ** 0.5
    highest = scores.new_zeros(len(q)).scatter_reduce(0, rows, scores, "amax", include_self=False)
    shares = (scores - highest[rows]).exp()
    weights = shares / shares.new_zeros(len(q)).index_add(0, rows, shares)[rows]
    listed = torch.sparse_coo_tensor(
        torch.stack([rows, keys]),
        weights,
        (len(q), len(k)),
        is_coalesced=True,
        check_invariants=False,
    )
    return torch.sparse.mm(listed, v)


def by_rows(reads: Iterator[slice | Tensor | None], q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Row after row: the keys and values that the row may read, and attention over them alone."""
    output = torch.zeros_like(q)
    scale = q.shape[1] ** -0.5
    for row, keys in enumerate(reads):
        if keys is not None:
            weights = (k[keys] @ q[row] * scale).softmax(0)
            output[row] = weights @ v[keys]
    return output


def by_csr(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    begins, keys = stored.arrays["begins"].tolist(), torch.from_numpy(stored.arrays["keys"])
    spans = pairwise(begins)
    return by_rows((keys[a:b] if b > a else None for a, b in spans), q, k, v)


def by_runs(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """A row of one run is a slice and needs no gathering; several runs become a list of keys."""
    begins, firsts, lengths = (stored.arrays[name] for name in ("begins", "firsts", "lengths"))
    ends = np.cumsum(lengths, dtype=np.int64)
    keys = torch.from_numpy(np.repeat(firsts - (ends - lengths), lengths))
    keys += torch.arange(len(keys))
    activations = [0, *ends.tolist()]

    def reads() -> Iterator[slice | Tensor | None]:
        for a, b in pairwise(begins.tolist()):
            if b - a == 1:
                yield slice(int(firsts[a]), int(firsts[a] + lengths[a]))
            else:
                yield keys[activations[a] : activations[b]] if b > a else None

    return by_rows(reads(), q, k, v)


def by_blocks(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Only the tiles that are not empty are gathered, and only the partial ones need a mask."""
    tile, states = stored.tile, stored.arrays["states"]
    mixed = read_partial(stored.arrays["bits"], tile)
    place = np.cumsum(states == PARTIAL).reshape(states.shape) - 1
    output = torch.zeros_like(q)
    for down in range(len(states)):
        across = np.flatnonzero(states[down])
        if not len(across):
            continue
        rows = q[down * tile : (down + 1) * tile]
        keys = (across[:, None] * tile + np.arange(tile)).ravel()
        keys = keys[keys < len(k)]
        mask = None
        if (states[down, across] == PARTIAL).any():
            mask = np.ones((tile, len(across) * tile), dtype=bool)
            for i, column in enumerate(across):
                if states[down, column] == PARTIAL:
                    mask[:, i * tile : (i + 1) * tile] = mixed[place[down, column]]
            mask = torch.from_numpy(mask[: len(rows), : len(keys)])
        read = torch.from_numpy(keys)
        output[down * tile : down * tile + len(rows)] = sdpa(rows, k[read], v[read], mask)
    return output


HOW: Mapping[str, tuple[str, Callable[[Stored, Tensor, Tensor, Tensor], Tensor]]] = (
    MappingProxyType(
        {
            "dense": ("SDPA, attn_mask bool", by_matrix),
            "bits": ("unpacked to bool, then SDPA", by_bits),
            "additive": ("SDPA, attn_mask float", by_matrix),
            "coo32": ("a score for each listed cell, then a sparse product", by_cells),
            "coo64": ("a score for each listed cell, then a sparse product", by_cells),
            "csr32": ("a loop over rows that gathers the keys listed", by_csr),
            "csr64": ("a loop over rows that gathers the keys listed", by_csr),
            "runs": ("a loop over rows; one run is a slice", by_runs),
            "blocks": ("SDPA over the tiles that are not empty", by_blocks),
        }
    )
)


def attend(stored: Stored, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Attention of one head under a stored mask, straight from its form.

    Shapes: q (query, d), k and v (key, d), output (query, d); scores are divided by √d.
    """
    return HOW[stored.form][1](stored, q, k, v)
