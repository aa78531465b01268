"""From a mask, tokens and scores to what a page of its own draws."""

from collections.abc import Sequence

import numpy as np

from maskviz.matrices.readoff import said
from maskviz.python.error import MaskError
from maskviz.python.scores import Scored, scored
from maskviz.stage.big import summary
from maskviz.stage.scene import Scene
from maskviz.standalone.message import Drawn, Words

SIDE = 256  # tokens a side on the board
MOST = 128  # heads, or masks of a stack
CELLS = 2**20  # of all heads together
WITH_SCORES = ("mask", "raw", "masked", "weights")
TAKEN = (
    "Scores are taken as they were given, already divided; the weights are their softmax as "
    "torch.nn.functional.scaled_dot_product_attention takes it, with zeros for a row that may "
    "read nothing."
)


def check_room(heads: int, queries: int, keys: int) -> None:
    """MaskError for what would be too much for one page."""
    if max(queries, keys) > SIDE:
        raise MaskError(f"{queries:,} x {keys:,}; {SIDE} a side are the most with scores or heads")
    if heads > MOST:
        raise MaskError(f"there are {heads:,} masks, and {MOST} are the most for one page")
    if (cells := heads * queries * keys) > CELLS:
        size = f"{heads:,} heads of {queries} x {keys}"
        raise MaskError(f"{size} are {cells:,} cells; {CELLS:,} is the most")


def drawn(
    allowed: np.ndarray,
    scores: np.ndarray | None,
    tokens: Sequence[str],
    query_tokens: Sequence[str],
    title: str,
) -> Drawn:
    """The scenes of all heads.

    Shapes: allowed bool (head or 1, query, key), scores float32 (head or 1, query, key) or None.
    Unless other tokens ask than answer, the queries are the last of the keys.
    """
    found = scored(allowed, np.zeros_like(allowed, np.float32) if scores is None else scores)
    heads, queries, keys = found.raw.shape
    offset = 0 if query_tokens else keys - queries
    how = tokens, query_tokens, offset, title
    scenes = [scene(found, head, *how, plain=scores is None) for head in range(heads)]
    several, noun = len(allowed) > 1, "mask" if scores is None else "head"
    words = [
        Words(
            f"{title}, {noun} {head}" if several else title,
            [told(found.allowed[head], offset, query_tokens), *([] if scores is None else [TAKEN])],
        )
        for head in range(heads)
    ]
    odd = {head: found.odd_rows(head, tokens, offset) for head in range(heads)}
    stages = ("mask",) if scores is None else WITH_SCORES
    row, key = first_look(found.allowed[0])
    return Drawn(scenes, words, stages, locked=(row + offset, key), remarks=odd)


def told(allowed: np.ndarray, offset: int, query_tokens: Sequence[str]) -> str:
    """What can be read off a matrix; where other tokens ask than answer none is in the future."""
    return summary(allowed) if query_tokens else " ".join(said(allowed, offset))


def scene(
    found: Scored,
    head: int,
    tokens: Sequence[str],
    query_tokens: Sequence[str],
    offset: int,
    title: str,
    *,
    plain: bool,
) -> Scene:
    """One head; a `plain` one has no scores, and its thumbnails show masks."""
    heads, queries, _ = found.raw.shape
    return Scene(
        tokens=tokens,
        query_tokens=query_tokens,
        rules=[(title, found.allowed[head])],
        raw=found.raw[head],
        masked=found.masked[head],
        weights=found.weights[head],
        output=np.zeros((queries, 1), np.float32),
        head_weights=found.allowed if plain else found.weights,
        head_allowed=found.allowed,
        raw_formula="as given",
        offset=offset,
        layer=None,
        head=head,
        noun="mask" if plain else "head",
        head_titles=[title] * heads,
    )


def first_look(allowed: np.ndarray) -> tuple[int, int]:
    """A row that shows both, what is read and what is blocked, and the last key that it reads."""
    both = np.flatnonzero(allowed.any(axis=-1) & ~allowed.all(axis=-1))
    row = int(both[-1]) if len(both) else len(allowed) // 2
    read = np.flatnonzero(allowed[row])
    return row, int(read[-1]) if len(read) else 0
