"""What the server computes for a change: the trace, the masks, the weights on disk."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from benchmarks.checks import checks
from benchmarks.masks import masks, nearest
from benchmarks.measure import Row, in_turn, seconds
from maskviz.analysis.running import own_masks
from maskviz.models import PLANS, Shipped, load
from maskviz.models.cache import empty_cache, read
from maskviz.models.memory import keep_freed_memory
from maskviz.models.run import Run

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
    if shipped.plan.writes_answer:
        return shipped.model.run(tokens, tokens[:, : shipped.shape.answer], masks)
    return shipped.model.run(tokens, masks["self"])


def forward(shipped: Shipped, n: int) -> Tensor:
    tokens = tokens_of(shipped, n)
    if shipped.plan.writes_answer:
        return shipped.model(tokens, tokens[:, : shipped.shape.answer], torch.ones(1, n) > 0)
    if shipped.plan.fills_blanks:
        return shipped.model.logits(shipped.model(tokens))
    return shipped.model(tokens)


def writing() -> Iterator[Row]:
    """The next token's logits with a cache of all tokens before it, and without one."""
    shipped = load("gpt")
    for n in (64, 256):
        tokens = tokens_of(shipped, n)
        cells = own_masks(shipped, torch.ones(n - 1, dtype=torch.int64))["self"]
        cache = read(shipped.model, tokens[:, :-1], empty_cache(shipped.model, n), cells).cache
        with torch.inference_mode():
            times = in_turn(
                partial(read, shipped.model, tokens[:, -1:], cache), partial(forward, shipped, n)
            )
        ours, theirs = (tuple(1e3 / ms for ms in side) for side in times)
        yield Row(f"gpt writes token {n}, with a cache", "tokens/s", ours, theirs, "without one")


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
    yield from writing()
    yield from weights()
    yield from masks()
    yield from nearest()
    yield from checks()
