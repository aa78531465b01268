"""What was worked out last, in so many bytes; above all the last runs, so that looking at another
cell, layer or head runs no model again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

from torch import Tensor

from maskviz.analysis.running import Masks, Outcome, ScoreMods, outcome
from maskviz.models import Shipped
from maskviz.models.attention import Recipe

MOST = 64_000_000  # bytes of all visitors together; a run of 64 tokens is 4 MB


T = TypeVar("T")


class Remembered(Generic[T]):
    """Things by what they were made from, as many as fit into so many bytes."""

    def __init__(self, most: int, bytes_of: Callable[[T], int]):
        self.most, self.bytes, self.bytes_of = most, 0, bytes_of
        self.found: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of a key, made when it is not remembered; two may make one at once."""
        with self.lock:
            if key in self.found:
                self.found.move_to_end(key)
                return self.found[key][0]
        made = make()
        size = self.bytes_of(made)
        with self.lock:
            if key not in self.found and size <= self.most:
                self.found[key] = made, size
                self.bytes += size
            while self.bytes > self.most:
                self.bytes -= self.found.popitem(last=False)[1][1]
        return made


def bytes_of(outcome: Outcome) -> int:
    """What an outcome holds; a tensor that is seen twice, or through a view, counts once."""
    run = outcome.run
    tensors = [run.logits]
    for layer in (layer for layers in run.heads.values() for layer in layers):
        tensors += [layer.concatenated, layer.projected, *vars(layer.trace).values()]
    tensors += [stop.x for way in run.residual.values() for stop in way]
    storages = {t.untyped_storage().data_ptr(): t.untyped_storage().nbytes() for t in tensors}
    return sum(storages.values())


def key_of(shipped: Shipped, ids: Tensor, allowed: Masks, *more: Hashable) -> Hashable:
    """What a run is made from, short: the masks go in as a digest of their cells, other tensors as
    their numbers."""
    digest = blake2b(digest_size=16)
    for part, cells in allowed.items():
        digest.update(f"{part} {tuple(cells.shape)}".encode())
        digest.update(cells.contiguous().numpy().tobytes())
    said = (tuple(m.tolist()) if isinstance(m, Tensor) else m for m in more)
    return shipped, tuple(ids.tolist()), digest.digest(), *said


RUNS = Remembered(MOST, bytes_of)


def remembered(
    shipped: Shipped,
    ids: Tensor,
    allowed: Masks,
    recipe: Recipe,
    position: Tensor | None,
    score_mods: ScoreMods,
) -> Outcome:
    """`outcome`, or what it was the last time."""

    def run() -> Outcome:
        return outcome(shipped, ids, allowed, recipe, position, score_mods)

    if score_mods:
        return run()  # what else is done to the scores is not part of the key
    return RUNS.get(key_of(shipped, ids, allowed, recipe, position), run)
