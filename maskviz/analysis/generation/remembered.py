"""What was decoded last, so that another layer, head or cell looked at runs no model again."""

from torch import Tensor

from maskviz.analysis.generation.decoded import Decoded, decoded
from maskviz.analysis.generation.needs import Need, needs
from maskviz.analysis.generation.policy import Policy
from maskviz.analysis.remembered import Remembered, key_of
from maskviz.models import Shipped

MOST = 48_000_000  # bytes of all visitors together; 256 tokens take 15 MB


def bytes_of(found: Decoded) -> int:
    tensors = (found.ids, found.weights, found.logits, found.square)
    return sum(t.untyped_storage().nbytes() for t in tensors)


TEXTS: Remembered[Decoded] = Remembered(MOST, bytes_of)
NEEDS: Remembered[tuple[Need, ...]] = Remembered(1_000_000, lambda found: 1_000)


def remembered_text(
    shipped: Shipped, ids: Tensor, allowed: Tensor, policy: Policy, prefill: int, write: int
) -> Decoded:
    """`decoded`, or what it was the last time."""

    def run() -> Decoded:
        return decoded(shipped.model, ids.to(shipped.device), allowed, policy, prefill, write)

    return TEXTS.get(key_of(shipped, ids, {"self": allowed}, policy, prefill, write), run)


def remembered_needs(shipped: Shipped, ids: Tensor) -> tuple[Need, ...]:
    """`needs`, or what they were the last time."""
    key = key_of(shipped, ids, {})
    return NEEDS.get(key, lambda: needs(shipped.model, ids.to(shipped.device)))
