"""T5's relative positions: near distances have a number each, far ones share one."""

import math
from typing import Annotated

import torch

from maskviz.masks.biases.spec import Numbers, bias
from maskviz.masks.spec import Flag, Int

FARTHEST = 128  # from this distance on all keys are in the last bucket


@bias(
    title="T5 buckets",
    source="T5 (Raffel et al. 2019): 32 buckets, and a learned number for each in every head; "
    "encoders count both sides, decoders one",
    look="Stairs that grow wider away from the diagonal: near keys have a bucket of their own, far "
    "ones share it, {buckets} in all.",
    aliases="relative position bias; T5; buckets of distance; position bias",
    pictures=(
        Numbers(
            "0 0 0 0 0\n0 0 0 0 0\n9 9 9 9 9",
            "0 0 0 0 0\n-0.5 0 0 0 0\n8 8.5 9 9 9",
            {"strength": 5, "buckets": 4, "both": 0},
        ),
        Numbers(
            "0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0",
            "0 -1.5 -1.8 -1.8 -1.8\n-0.3 0 -1.5 -1.8 -1.8\n-0.6 -0.3 0 -1.5 -1.8",
            {"strength": 3, "buckets": 8, "both": 1},
        ),
    ),
)
def t5_buckets(
    heads,
    q,
    k,
    *,
    strength: Annotated[int, Int(0, 50, "Tenths taken off the score for each bucket.")] = 5,
    buckets: Annotated[int, Int(4, 32, "How many buckets there are.", step=2)] = 32,
    both: Annotated[int, Flag("Half of the buckets are for keys that come after.")] = 0,
):
    """Each distance falls into a bucket; near ones have their own, far ones share.

    -strength / 10 * bucket(k - q)

    The first half of the buckets holds one distance each, the rest ever wider spans, up to 128. T5
    learns a number for each bucket and head. The models here learned none, so that a number stands
    in for it: less, by the same step, the higher the bucket's number. With both sides the buckets
    of keys that come after are numbered behind the others, and so lose more.
    """
    side = buckets // 2 if both else buckets
    distance = abs(k - q) if both else (q - k).clamp(min=0)
    exact = side // 2
    share = torch.log(distance.float() / exact) / math.log(FARTHEST / exact)
    shared = exact + (share * (side - exact)).clamp(min=0).long()
    bucket = torch.where(distance < exact, distance, shared.clamp(max=side - 1))
    bucket = bucket + side * (k > q) if both else bucket
    return {"bias": -strength / 10 * bucket[None].float()}
