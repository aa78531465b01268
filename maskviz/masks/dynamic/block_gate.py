"""Block gate: whole blocks of keys are kept by the mean of their scores."""

from typing import Annotated

from maskviz.masks.dynamic.spec import Reading, Scored, dynamic, ordinal, ranked
from maskviz.masks.dynamic.top_k import top_k
from maskviz.masks.spec import Given, Int


def reads(scores, allowed, q, *, size, blocks):
    """The mean of each block; the best of those that are not kept anyway are kept too."""
    means = []
    for start in range(0, len(scores), size):
        found = [scores[k] for k in range(start, min(start + size, len(scores))) if allowed[k]]
        means.append(sum(found) / len(found) if found else None)
    always = tuple(sorted({0} if q is None else {0, q // size} & set(range(len(means)))))
    largest = ranked([None if b in always else mean for b, mean in enumerate(means)])
    what = f"the mean score of each block of {size} keys"
    if len(largest) <= blocks:
        said = f"none: {len(largest)} other blocks, and {blocks} are kept"
        return Reading(what, tuple(means), said, None, size, always)
    which = "the largest mean" if blocks == 1 else f"the {ordinal(blocks)} largest mean"
    criterion = f"{which} of {len(largest)} other blocks"
    return Reading(what, tuple(means), criterion, largest[blocks - 1], size, always)


@dynamic(
    title="Block gate",
    source="MoBA (2025): the mean of a block's keys is scored, its top-k counts the own block in; "
    "NSA (2025) also keeps the first block; SeerAttention (2024) learns the gate",
    look="Every row reads its own block of {size} and the first one; its scores decide where else, "
    "and there are at most {blocks} more.",
    aliases="MoBA; NSA; SeerAttention; native sparse attention; block sparse; router; "
    "sparse attention",
    pictures=(
        Scored(
            """
            0.4   x   x   x   x   x   x   x   x
            0.1 0.6   x   x   x   x   x   x   x
            0.0 0.2 0.9   x   x   x   x   x   x
            0.5 0.3 0.2 0.8   x   x   x   x   x
            0.5 0.3 1.2 0.8 0.1   x   x   x   x
            0.5 0.3 0.2 0.6 0.1 0.9   x   x   x
            0.5 0.3 2.0 0.4 0.9 0.7 0.1   x   x
            9.0 9.0 0.2 0.4 0.9 0.7 0.1 8.0   x
            0.0 0.0 2.0 0.1 1.3 0.9 0.7 1.8 3.0
            """,
            "#........ ##....... ###...... ####..... #####.... ######... ####..#.. ##..####. "
            "##....###",
            {"size": 2, "blocks": 1},
        ),
        Scored(
            "1 1 1 1 4 4 2 3 3 2\n5 0 0 0 3 3 3 2 9 7",
            "#########. ###...####",
            {"size": 3, "blocks": 2},
        ),
        Scored(
            "0 x 1 x 0.8 0.8 x x 0.9 0.1\n0 0 0.7 x 0.8 0.8 x x 0.9 0.1",
            "#.#....... ##..##....",
            {"size": 2, "blocks": 1},
        ),
    ),
    reads=reads,
)
def block_gate(
    scores,
    allowed,
    *,
    size: Annotated[int, Int(1, 64, "Keys in a block.", label="Block size")] = 4,
    blocks: Annotated[int, Int(1, 64, "Blocks kept besides the first and the query's own.")] = 1,
    offset: Annotated[int | None, Given()] = 0,
):
    """Each query reads whole blocks: its own, the first, and those it scores highest on average.

    floor(k / size) is 0, floor(q / size), or one of the best other blocks

    The mean of the scores of a block is the score of the mean of its keys, so that one product
    decides over a whole block before its keys are looked at: that is what makes it cheap. A single
    key that matters can be lost in a block that does not. Only keys that may be read count in the
    mean. In cross-attention a query has no own block.
    """
    import torch  # here, because whoever asks for a mask of places needs none
    from torch.nn.functional import pad

    queries, keys = scores.shape[-2:]
    rest = (0, -keys % size)  # the last block may be short
    number = pad(allowed, rest).unflatten(-1, (-1, size)).sum(dim=-1)
    mean = pad(scores.masked_fill(~allowed, 0), rest).unflatten(-1, (-1, size)).sum(dim=-1) / number
    block = torch.arange(mean.shape[-1], device=scores.device)
    row = torch.arange(queries, device=scores.device)[:, None]
    own = -1 if offset is None else (row + offset) // size
    always = (block == 0) | (block == own)
    chosen = always | top_k.choose(mean, (number > 0) & ~always, keep=blocks)
    return allowed & chosen.repeat_interleave(size, dim=-1)[..., :keys]
