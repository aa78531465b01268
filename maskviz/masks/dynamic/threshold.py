"""Threshold: a query keeps the keys whose scores come close to its best one."""

import math
from typing import Annotated

from maskviz.masks.dynamic.spec import Reading, Scored, dynamic, ranked
from maskviz.masks.spec import Int


def reads(scores, allowed, q, *, below):
    """Every score; the best of them, less the distance, is the least that is kept."""
    values = tuple(s if open_ else None for s, open_ in zip(scores, allowed, strict=True))
    largest = ranked(values)
    criterion = f"the best score less {below / 10:g}"
    broken = not largest or math.isnan(largest[0])
    least = None if broken else largest[0] - below / 10
    return Reading("the score of each key", values, criterion, least)


@dynamic(
    title="Threshold",
    source="BLASST and TensorRT-LLM's skip softmax (2025) leave out whole tiles of keys whose best "
    "score is too far under the row's; here each key is judged alone",
    look="A row that is sure of one key keeps few cells, a row that cannot decide keeps many; the "
    "score of each is at most {below} tenths under the row's best.",
    aliases="pruning; cut-off; skip softmax; BLASST; sparse attention",
    pictures=(
        Scored(
            """
            0.3    x    x    x    x
            1.0 -1.2    x    x    x
            -0.4 2.0  0.0    x    x
            3.0  1.2  0.9  1.3    x
            -4.0 -2.5 -4.6 -3.9 -4.3
            """,
            "#.... #.... .#... ##.#. ##.##",
            {"below": 19},
        ),
        Scored("5 4.9 5.1 x\n1 0 -1 0.5", "..#. #...", {"below": 0}),
        Scored("5 4.95 4.85 x\n1 0 0.89 0.91", "##.. #..#", {"below": 1}),
        Scored("5 4.95 4.85 x\n1 0 0.89 0.91", "###. #.##", {"below": 2}),
    ),
    reads=reads,
)
def threshold(
    scores,
    allowed,
    *,
    below: Annotated[int, Int(0, 200, "Tenths a score may stay under its row's best.")] = 20,
):
    """Each query keeps the keys whose score comes close enough to its best one.

    score(q, k) >= best(q) - below / 10

    A distance between scores is a ratio of weights: a key that is 2.0 under the best has e^-2,
    about a seventh of its weight. So the number kept follows the row, many where attention is
    spread and one where it is sharp, which a top-k cannot do. A row always keeps its best key.
    """
    best = scores.masked_fill(~allowed, -math.inf).amax(dim=-1, keepdim=True)
    return allowed & ~(scores < best - below / 10)
