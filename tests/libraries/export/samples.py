"""What exporters are tried on, and their programs run."""

import numpy as np

from maskviz.libraries.export import EXPORTS, Head
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term
from maskviz.masks.compose import cells as cells_of

FACTS = {
    "real": (0, 0, 1, 1, 1, 1, 1, 1),
    "special": (0, 0, 1, 0, 0, 0, 0, 1),
    "secret": (0, 0, 0, 0, 1, 1, 0, 0),
    "level": (0, 1, 2, 3, 3, 2, 1, 0),
    "doc": (0, 0, 0, 1, 1, 1, 2, 2),
}
CAUSAL, PADDING = MaskCall("causal"), MaskCall("key_padding")
WINDOW, WIDE = MaskCall("sliding_window", {"window": 2}), MaskCall("sliding_window", {"window": 5})
FLIPS = ((0, 1), (1, 0), (2, 7), (2, 7))
PAINTED = Head((WIDE, PADDING), FLIPS, (MaskCall("special"),))
EACH = [WINDOW, Head((WIDE, PADDING)), CAUSAL, PAINTED, WINDOW, Head((), ((1, 6),)), Head()]

# Nothing to read: row 0 of strict causal, and rows 0 and 1 where the padding stands on the left.
BARE = [MaskCall("strict_causal"), Head((CAUSAL, PADDING))]

ATTENDING = ["PyTorch SDPA", "nn.MultiheadAttention", "FlexAttention", "JAX", "Flax", "Keras"]


def run(text: str) -> dict:
    names: dict = {}
    exec(compile(text, "<exported>", "exec"), names)
    return names


def exported(title: str, masks, queries: int, keys: int, facts=FACTS, offset=None) -> dict:
    """What the program of one library leaves behind."""
    return run(EXPORTS[title](masks, queries, keys, facts, offset))


def matrix_of(names: dict) -> np.ndarray:
    """`allowed` as (q, k) or (heads, q, k); transformers puts axes of 1 before it."""
    allowed = np.asarray(names["allowed"])
    assert allowed.dtype == bool
    if allowed.ndim == 4:
        allowed = allowed[0, 0] if allowed.shape[1] == 1 else allowed[0]
    return allowed


def of(term: Term, queries: int, keys: int, facts=FACTS, offset=None, head=0) -> np.ndarray:
    return cells_of(term, queries, keys, facts, offset=offset, head=head)


def picture(item, queries: int, keys: int, facts=FACTS, head=0) -> np.ndarray:
    """The cells of a head, put together here: AND, paint, AND; bool (q, k)."""
    item = item if isinstance(item, Head) else Head((item,))
    cells = np.ones((queries, keys), dtype=bool)
    for term in item.uses:
        cells &= of(term, queries, keys, facts, head=head)
    for cell in set(item.flips):
        cells[cell] = not cells[cell]
    for term in item.then:
        cells &= of(term, queries, keys, facts, head=head)
    return cells


def pictures(items: list, queries: int, keys: int, facts=FACTS) -> np.ndarray:
    return np.stack([picture(item, queries, keys, facts, h) for h, item in enumerate(items)])
