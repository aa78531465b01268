"""What the server computes for a change: the trace, the masks, the weights on disk."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import numpy as np
import torch
from torch.nn.attention.flex_attention import create_mask

from benchmarks.measure import Row, in_turn, seconds
from maskviz.masks import MASKS
from maskviz.matrix import arguments, matrix
from maskviz.models.loading import load
from maskviz.spec import Mask

IMPORT = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"


def traces() -> Iterator[Row]:
    """Every stage of every layer and head, against the same model's plain forward."""
    model = load().model
    for n in (64, 256):
        tokens = torch.arange(2, 2 + n)[None]
        causal = torch.ones(n, n, dtype=torch.bool).tril()
        allowed = causal.expand(model.shape.layers, 1, 1, n, n)
        with torch.inference_mode():
            times = in_turn(partial(model.run, tokens, allowed), partial(model, tokens))
        yield Row(f"trace, N = {n}", "ms", *times, "plain SDPA forward", 1.3)


def facts(mask: Mask, n: int) -> dict[str, np.ndarray]:
    """Some legal value of each fact for each token."""
    rng = np.random.default_rng(0)
    return {f.name: rng.integers(0, f.kind.high + 1, n) for f in mask.facts}


def torch_rule(mask: Mask, n: int):
    """The same predicate as torch's create_mask takes it."""
    known = arguments(mask, {}, facts(mask, n), 0)
    known = {k: torch.as_tensor(v) if isinstance(v, np.ndarray) else v for k, v in known.items()}
    return lambda b, h, q, k: mask.rule(q, k, **known)


def masks() -> Iterator[Row]:
    """The matrix of each mask, against torch's create_mask on the same predicate."""
    for n in (256, 1024):
        for mask in MASKS.values():
            given, rule = facts(mask, n), torch_rule(mask, n)
            ours = partial(matrix, mask, n, n, None, given)
            theirs = partial(create_mask, rule, None, None, n, n, device="cpu")
            if not np.array_equal(ours(), theirs()[0, 0].numpy()):
                raise AssertionError(f"{mask.name} is not the same matrix in torch")
            times = in_turn(ours, theirs, rounds=9, inner=3)
            yield Row(f"mask {mask.name}, N = {n}", "ms", *times, "torch create_mask", 1.0)


def fresh(statement: str) -> float:
    """Seconds a statement takes in a new interpreter, the interpreter's own start left out."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT.format(statement)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def weights() -> Row:
    """Read, check and build the shipped model, against the import of torch it waits for anyway."""
    load()
    ours = tuple(1e3 * seconds(load) for _ in range(7))
    theirs = tuple(1e3 * fresh("import torch") for _ in range(3))
    return Row("load of the weights", "ms", ours, theirs, "import torch", 1.0)


def rows() -> Iterator[Row]:
    torch.set_num_threads(1)
    yield from traces()
    yield weights()
    yield from masks()
