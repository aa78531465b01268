"""Functions that libraries of attention have for masks, and how they name types and sides."""

from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import bounded, checked_pair, shape_of
from maskviz.matrices.code.pairs import PAIRS


def attention_mask(
    queries: Any, keys: Any, pairwise_fn: Any = None, extra_batch_dims: Any = 0
) -> np.ndarray:
    """make_attention_mask of Flax: (text, 1, query, key), the product of both."""
    one, other = np.asarray(queries)[..., :, None], np.asarray(keys)[..., None, :]
    return bounded(PAIRS["mul"](*checked_pair(one, other)).astype(float))[..., None, :, :]


def causal_mask(tokens: Any, extra_batch_dims: Any = 0) -> np.ndarray:
    """make_causal_mask of Flax: for every text in a batch of tokens."""
    shape = np.shape(tokens)
    shape_of([*shape, shape[-1]])
    return np.broadcast_to(np.tri(shape[-1]), (*shape[:-1], 1, shape[-1], shape[-1]))


def combined(*masks: Any) -> np.ndarray:
    """combine_masks of Flax: what all of them let read; None is no mask."""
    kept = [np.asarray(mask) for mask in masks if mask is not None]
    found = kept[0] != 0
    for mask in kept[1:]:
        found = np.logical_and(*checked_pair(found, mask != 0))
    return found.astype(float)


def additive_causal(size: Any, offset: Any = 0) -> np.ndarray:
    """create_additive_causal_mask of MLX: −1e9 on what comes after."""
    shape = shape_of([size, int(offset) + int(size)])
    return np.where(np.tri(*shape, k=int(offset), dtype=bool), 0.0, -1e9)


def sequence_mask(lengths: Any, maxlen: Any = None) -> np.ndarray:
    """tf.sequence_mask: True for so many tokens of each text."""
    lengths = np.asarray(lengths)
    (most,) = shape_of([lengths.max(initial=0) if maxlen is None else maxlen])
    shape_of([lengths.size, most])
    return np.arange(most) < lengths[..., None]


def block_diagonal(*, causal: bool) -> Callable[..., np.ndarray]:
    """BlockDiagonalMask and BlockDiagonalCausalMask of xformers, as it is materialised."""

    def found(q_seqlen: Any, kv_seqlen: Any = None) -> np.ndarray:
        rows = [int(n) for n in q_seqlen]
        columns = rows if kv_seqlen is None else [int(n) for n in kv_seqlen]
        shape_of([sum(rows), sum(columns)])
        one, other = (np.repeat(np.arange(len(n)), n) for n in (rows, columns))
        same = one[:, None] == other[None, :]
        if causal:  # upper left in each block
            q, k = (np.concatenate([np.arange(n) for n in [*each, 0]]) for each in (rows, columns))
            same &= k[None, :] <= q[:, None]
        return np.where(same, 0.0, -np.inf)

    return found


def local_mask(shape: Any, window_size: Any = (None, None), offset: Any = 0, **_: Any) -> Any:
    """LocalMask of splash attention: so many keys to the left and to the right, all for None."""
    queries, keys = shape_of(shape)
    apart = np.arange(queries)[:, None] + int(offset) - np.arange(keys)
    left, right = window_size
    near = apart <= (keys + queries if left is None else int(left))
    return near & (apart >= (-keys - queries if right is None else -int(right)))


FRAMEWORKS: dict[str, Callable[..., Any]] = {
    "make_attention_mask": attention_mask,
    "make_causal_mask": causal_mask,
    "combine_masks": combined,
    "create_additive_causal_mask": additive_causal,
    "sequence_mask": sequence_mask,
    "BlockDiagonalMask.from_seqlens": block_diagonal(causal=False),
    "BlockDiagonalCausalMask.from_seqlens": block_diagonal(causal=True),
    "LocalMask": local_mask,
    "CausalMask": lambda shape, offset=0, **_: local_mask(shape, (None, 0), offset),
    "device": lambda *_: "cpu",
}
