"""rearrange and repeat of einops: sides by name, in brackets where several are one."""

import math
import re
from typing import Any

import numpy as np

from maskviz.matrices.code.limits import TooMuch, shape_of

WORD = re.compile(r"\(|\)|\.\.\.|\w+")
Sides = list[list[str]]  # the names that are each side


def named(half: str, more: int) -> Sides:
    """The sides of one half of a pattern; dots are `more` sides that it does not name."""
    found: Sides = []
    inside = False
    for word in WORD.findall(half):
        if word in "()":
            inside = word == "("
            found += [[]] if inside else []
        elif word == "...":
            dots = [f"...{i}" for i in range(more)]
            found[-1:] = [found[-1] + dots] if inside else [*found[-1:], *([dot] for dot in dots)]
        elif inside:
            found[-1].append(word)
        else:
            found.append([word])
    return [[name for name in side if name != "1"] for side in found]


def rearranged(array: Any, pattern: str, **lengths: Any) -> np.ndarray:
    """The array with its sides as the right half of the pattern has them; a name that stands only
    there repeats it so many times."""
    array = np.asarray(array)
    left, arrow, right = pattern.partition("->")
    if not arrow:
        raise TooMuch("the pattern has no ->")
    more = array.ndim - len(named(left, 0)) if "..." in left else 0
    before, after = named(left, more), named(right, more)
    if len(before) != array.ndim:
        raise TooMuch(f"the pattern names {len(before)} sides and the array has {array.ndim}")
    long = {name: int(length) for name, length in lengths.items()}
    for side, length in zip(before, array.shape, strict=True):
        free = [name for name in side if name not in long]
        known = math.prod(long[name] for name in side if name in long)
        if len(free) > 1 or not known or length % known:
            raise TooMuch(f"{length} is not parted into {' '.join(side) or 1}")
        long |= {name: length // known for name in free}
    flat, wanted = ([name for side in half for name in side] for half in (before, after))
    if set(flat) - set(wanted):
        raise TooMuch("a side of the left is not on the right")
    new = [name for name in wanted if name not in flat]
    if missing := [name for name in new if name not in long]:
        raise TooMuch(f"nothing says how long {missing[0]} is")
    shape_of([array.size, *(long[name] for name in new)])
    whole = array.reshape([long[name] for name in flat] + [1] * len(new))
    whole = np.transpose(whole, [[*flat, *new].index(name) for name in wanted])
    whole = np.broadcast_to(whole, [long[name] for name in wanted])
    return whole.reshape([math.prod(long[name] for name in side) for side in after])
