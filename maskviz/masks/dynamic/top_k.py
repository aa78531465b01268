"""Top-k: a query keeps the few keys that it scores highest."""

import math
from typing import Annotated

from maskviz.masks.dynamic.spec import Reading, Scored, dynamic, ordinal, ranked
from maskviz.masks.spec import Int


def reads(scores, allowed, q, *, keep):
    """Every score; the one that is `keep` places from the top is the least that is kept."""
    values = tuple(s if open_ else None for s, open_ in zip(scores, allowed, strict=True))
    largest = ranked(values)
    what = "the score of each key"
    if len(largest) <= keep:
        return Reading(what, values, f"none: {len(largest)} keys, and {keep} are kept", None)
    which = "the largest score" if keep == 1 else f"the {ordinal(keep)} largest score"
    return Reading(what, values, f"{which} of {len(largest)}", largest[keep - 1])


@dynamic(
    title="Top-k",
    source="Explicit Sparse Transformer (Zhao et al. 2019); DeepSeek V3.2 keeps 2,048 keys, chosen "
    "by a second, cheaper score; NaN counts as the largest, as in torch.topk",
    look="Each row keeps at most {keep} cells, those with its highest scores; another text, layer "
    "or head keeps others.",
    aliases="sparse attention; k largest; Explicit Sparse Transformer; DeepSeek V3.2; DSA; "
    "lightning indexer",
    pictures=(
        Scored(
            """
            1.5    x    x    x    x
            0.2 -0.4    x    x    x
            2.1  0.3  1.9    x    x
            -1.0 0.5 -0.2  0.1    x
            0.7  2.2  0.9  3.1  0.8
            """,
            "#.... ##... #.#.. .#.#. .#.#.",
            {"keep": 2},
        ),
        Scored("-3 -1 -2 -5\n4 x x 1\n1 2 9 8", ".#.. #... ..#.", {"keep": 1}),
        Scored("-3 -1 -2 -5\n4 x x 1\n1 2 9 8", "###. #..# .###", {"keep": 3}),
        Scored("5 1 0\n5 0 1\n3 4 0", "##. #.# ##.", {"keep": 2}),
        Scored("2 1 3", "###", {"keep": 5}),
    ),
    reads=reads,
)
def top_k(scores, allowed, *, keep: Annotated[int, Int(1, 256, "Keys that a query keeps.")] = 4):
    """Each query keeps the keys it scores highest, at most a fixed number of them.

    rank of score(q, k) among the keys that q may read <= keep

    The mask is made anew for every layer, head and text, from the scores themselves: a key far away
    is kept when it matters, a near one dropped when it does not. Of equal scores the key that
    stands first wins. All scores have to be calculated before any can be dropped, so that the cost
    of q·k stays; what is saved is the softmax and the reading of values.
    """
    known = scores.nan_to_num(math.inf, math.inf, -math.inf).masked_fill(~allowed, -math.inf)
    least = known.topk(min(keep, known.shape[-1]), dim=-1).values[..., -1:]
    above, level = allowed & (known > least), allowed & (known == least)
    room = keep - above.sum(dim=-1, keepdim=True)  # for how many of those that tie
    return above | (level & (level.cumsum(dim=-1) <= room))
