"""One masked pass against a run for each prefix, and writing with a cache against without, timed
on this machine when somebody asks."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.models.cache import empty_cache, read
from maskviz.models.gpt import GPT
from maskviz.turns import step

MOST = 128  # tokens of the text that are taken: a run for each takes N times as long as one


@dataclass(frozen=True)
class Timed:
    """Seconds of the processor for n tokens, and how far a logit is from the one pass's at most.

    at_once  one pass under the causal mask
    prefixes a run of its own for each beginning of the text, its last row kept
    cached   each token read after a cache of those before it, without a mask
    """

    n: int
    at_once: float
    prefixes: float
    cached: float
    prefixes_gap: float
    cached_gap: float


def timed(model: GPT, ids: Tensor) -> Timed:
    """All three ways to the same logits, ids (token,); the first MOST tokens count."""
    tokens = ids[None, :MOST]
    with torch.inference_mode():
        one_pass(model, tokens)  # the first call makes room
        first, right = clocked(one_pass, model, tokens)
        second, apart = clocked(by_prefix, model, tokens)
        third, kept = clocked(by_cache, model, tokens)
    gaps = ((found - right).abs().max().item() for found in (apart, kept))
    return Timed(tokens.shape[-1], first, second, third, *gaps)


def clocked(
    way: Callable[[GPT, Tensor], Tensor], model: GPT, tokens: Tensor
) -> tuple[float, Tensor]:
    """Only this thread's time counts: others may go first meanwhile."""
    begun = time.thread_time()
    found = way(model, tokens)
    return time.thread_time() - begun, found


def one_pass(model: GPT, tokens: Tensor) -> Tensor:
    return model(tokens)[0]


def by_prefix(model: GPT, tokens: Tensor) -> Tensor:
    """The last row of each beginning, read as the model was trained."""
    rows = []
    for n in range(1, tokens.shape[-1] + 1):
        step()
        rows.append(model(tokens[:, :n])[0, -1])
    return torch.stack(rows)


def by_cache(model: GPT, tokens: Tensor) -> Tensor:
    rows, cache = [], empty_cache(model, tokens.shape[-1])
    for n in range(tokens.shape[-1]):
        step()
        found = read(model, tokens[:, n : n + 1], cache)
        cache = found.cache
        rows.append(found.logits[0, 0])
    return torch.stack(rows)
