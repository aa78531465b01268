"""Every mask's matrix against those who make the same one from the same predicate."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention.flex_attention import create_mask
from transformers.masking_utils import sdpa_mask

from benchmarks.measure import Row, in_turn
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import arguments, matrix, view_of
from maskviz.masks.spec import Mask
from maskviz.matrices.closest import closest


def facts(mask: Mask, n: int) -> dict[str, np.ndarray]:
    """Some legal value of each fact for each token."""
    rng = np.random.default_rng(0)
    return {f.name: rng.integers(0, min(f.kind.high, n - 1) + 1, n) for f in mask.facts}


def torch_rule(mask: Mask, n: int) -> Callable[..., Tensor]:
    """The same predicate as FlexAttention and transformers take it."""
    known = arguments(mask, {}, facts(mask, n), view_of(n, n))
    known = {k: torch.as_tensor(v) if isinstance(v, np.ndarray) else v for k, v in known.items()}
    return lambda b, h, q, k: mask.rule(q, k, **known)


def by_torch(rule: Callable[..., Tensor], n: int) -> Tensor:
    return create_mask(rule, None, None, n, n, device="cpu")[0, 0]


def by_transformers(rule: Callable[..., Tensor], n: int) -> Tensor:
    sizes = {"batch_size": 1, "q_length": n, "kv_length": n}
    return sdpa_mask(**sizes, mask_function=rule, allow_is_causal_skip=False)[0, 0].contiguous()


def nearest() -> Iterator[Row]:
    """The closest known mask of a painted matrix, against making its best mask's matrix once a
    mask of the catalogue."""
    n, rng = 64, np.random.default_rng(0)
    for name in ("causal", "sink_window", "document"):
        cells = matrix(MASKS[name], n, n, None, {"doc": np.arange(n) // 16})
        cells[rng.integers(n, size=3), rng.integers(n, size=3)] ^= True
        given = {mask.name: facts(mask, n) for mask in MASKS.values()}

        def every(given: dict = given) -> list[np.ndarray]:
            return [matrix(mask, n, n, None, given[mask.name]) for mask in MASKS.values()]

        times = in_turn(partial(closest, cells, most=3), every)
        against = f"{len(MASKS)} matrices, one each"
        yield Row(f"closest to {name}, 3 cells off, N = {n}", "ms", *times, against)


def masks() -> Iterator[Row]:
    """All masks, at the length of a text and at one that takes time."""
    rivals = {"torch create_mask": by_torch, "transformers sdpa_mask": by_transformers}
    for n in (256, 1024):
        for mask in MASKS.values():
            given, rule = facts(mask, n), torch_rule(mask, n)
            ours = partial(matrix, mask, n, n, None, given)
            for against, make in rivals.items():
                theirs = partial(make, rule, n)
                if not np.array_equal(ours(), theirs().numpy()):
                    raise AssertionError(f"{mask.name} is not the same matrix in {against}")
                times = in_turn(ours, theirs, rounds=9, inner=3)
                yield Row(f"mask {mask.name}, N = {n}", "ms", *times, against, 1.0)
