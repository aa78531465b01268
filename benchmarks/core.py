"""What the server computes for a change: the trace, the masks, the weights on disk."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention.flex_attention import create_mask

from benchmarks.measure import Row, in_turn, seconds
from maskviz.analysis.running import own_masks
from maskviz.masks import MASKS
from maskviz.matrix import arguments, matrix
from maskviz.models import PLANS, Shipped, load
from maskviz.models.memory import keep_freed_memory
from maskviz.models.run import Run
from maskviz.spec import Mask

IMPORT = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"


def traces() -> Iterator[Row]:
    """Every stage of every layer and head, against the same model's plain forward."""
    for name in PLANS:
        shipped = load(name)
        for n in {min(n, shipped.shape.context) for n in (64, 256)}:
            with torch.inference_mode():
                times = in_turn(*(partial(run, shipped, n) for run in (traced, forward)))
            against = "plain SDPA forward"
            yield Row(f"trace of {name}, N = {n}", "ms", *times, against, 1.3)


def tokens_of(shipped: Shipped, n: int) -> Tensor:
    return 3 + torch.arange(n)[None] % (shipped.tokenizer.size - 6)


def traced(shipped: Shipped, n: int) -> Run:
    masks = own_masks(shipped, torch.ones(n, dtype=torch.int64))
    tokens = tokens_of(shipped, n)
    if shipped.plan.kind == "translator":
        return shipped.model.run(tokens, tokens[:, : shipped.shape.answer], masks)
    return shipped.model.run(tokens, masks["self"])


def forward(shipped: Shipped, n: int) -> Tensor:
    tokens = tokens_of(shipped, n)
    if shipped.plan.kind == "translator":
        return shipped.model(tokens, tokens[:, : shipped.shape.answer], torch.ones(1, n) > 0)
    if shipped.plan.kind == "encoder":
        return shipped.model.logits(shipped.model(tokens))
    return shipped.model(tokens)


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


def weights() -> Iterator[Row]:
    """Read, check and build each model, against the import of torch it waits for anyway."""
    theirs = tuple(1e3 * fresh("import torch") for _ in range(3))
    for name in PLANS:
        load(name)
        ours = tuple(1e3 * seconds(partial(load, name)) for _ in range(7))
        yield Row(f"load of {name}", "ms", ours, theirs, "import torch", 1.0)


def rows() -> Iterator[Row]:
    keep_freed_memory()  # as the app does
    torch.set_num_threads(1)
    yield from traces()
    yield from weights()
    yield from masks()
