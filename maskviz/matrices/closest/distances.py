"""Masks that ask only how far a key is: fitted from the sum of each diagonal."""

from collections.abc import Callable

import numpy as np

from maskviz.masks.catalogue import MASKS
from maskviz.matrices.closest.tally import Fit, Tally, best


def full(sums: Tally) -> Fit:
    return Fit(int(sums.diagonals.sum()))


def causal(sums: Tally) -> Fit:
    return Fit(int(sums.back.sum()))


def strict_causal(sums: Tally) -> Fit:
    return Fit(int(sums.back[1:].sum()))


def anti_causal(sums: Tally) -> Fit:
    return Fit(int(sums.ahead.sum()))


def causal_upper_left(sums: Tally) -> Fit:
    """Counted in rows: the row's number, not its position, is the last key it reads."""
    return Fit(int(sums.diagonals[sums.span + sums.offset :].sum()))


def causal_offset(sums: Tally) -> Fit:
    kind = MASKS["causal_offset"].parameters["ahead"].kind
    values = np.arange(kind.low, kind.high + 1)
    from_here = np.append(np.cumsum(sums.diagonals[::-1])[::-1], 0)
    gain, ahead = best(from_here[np.clip(sums.span - values, 0, 2 * sums.span + 1)], values)
    return Fit(gain, {"ahead": ahead})


def window(name: str, number: str, counts: int = 0) -> Callable[[Tally], Fit]:
    """A causal window; `counts` is 1 when its number counts the token itself."""

    def fit(sums: Tally) -> Fit:
        values = sums.sizes(MASKS[name].parameters[number])
        reached = np.append(0, np.cumsum(sums.back))
        gain, value = best(reached[np.minimum(values + 1 - counts, sums.span + 1)], values)
        return Fit(gain, {number: value})

    return fit


def both_sides(name: str, number: str, divided: int = 1) -> Callable[[Tally], Fit]:
    """As far to one side as to the other; a width is divided by 2 to give the reach."""

    def fit(sums: Tally) -> Fit:
        values = sums.sizes(MASKS[name].parameters[number], divided)
        reached = np.cumsum(sums.back + sums.ahead) - sums.back[0]
        gain, value = best(reached[values // divided], values)
        return Fit(gain, {number: value})

    return fit


def asymmetric_window(sums: Tally) -> Fit:
    """What one side gains does not depend on the other."""
    sides = MASKS["asymmetric_window"].parameters
    left, right = sums.sizes(sides["left"]), sums.sizes(sides["right"])
    before, left = best(np.cumsum(sums.back)[left], left)
    after, right = best(np.cumsum(sums.ahead)[right], right)
    return Fit(before + after - int(sums.back[0]), {"left": left, "right": right})


def dilated_window(sums: Tally) -> Fit:
    """For each dilation the diagonals it touches, added up outwards."""
    numbers = MASKS["dilated_window"].parameters
    furthest = sums.sizes(numbers["reach"])[-1]
    both, found = sums.back + sums.ahead, []
    both[0] = sums.back[0]
    for dilation in map(int, sums.sizes(numbers["dilation"])):
        touched = both[: furthest + 1 : dilation]
        gain, taps = best(np.cumsum(touched), np.arange(len(touched)))
        found.append((gain, -dilation, taps * dilation))
    gain, dilation, reach = max(found)
    return Fit(gain, {"reach": reach, "dilation": -dilation})


def strides(sums: Tally) -> np.ndarray:
    """For stride 1, 2, … the sum of every diagonal that is a multiple of it, to both sides."""
    both = sums.back + sums.ahead
    return np.array([both[s::s].sum() for s in range(1, sums.span + 1)]) + sums.back[0]


def stride_only(sums: Tally) -> Fit:
    values = sums.sizes(MASKS["stride_only"].parameters["stride"])
    gain, stride = best(strides(sums)[values - 1], values)
    return Fit(gain, {"stride": stride})


def stride_block(sums: Tally) -> Fit:
    values = sums.sizes(MASKS["stride_block"].parameters["stride"])
    rest = sums.diagonals.sum() - strides(sums)[values - 1] + sums.back[0]
    gain, stride = best(rest, values)
    return Fit(gain, {"stride": stride})


def sparse_strided(sums: Tally) -> Fit:
    values = sums.sizes(MASKS["sparse_strided"].parameters["stride"])
    near = np.cumsum(sums.back)
    gain, stride = best(np.array([near[s - 1] + sums.back[s::s].sum() for s in values]), values)
    return Fit(gain, {"stride": stride})


FITTERS = {
    "full": full,
    "causal": causal,
    "decode_step": causal,
    "strict_causal": strict_causal,
    "anti_causal": anti_causal,
    "causal_upper_left": causal_upper_left,
    "causal_offset": causal_offset,
    "sliding_window": window("sliding_window", "window", counts=1),
    "window_back": window("window_back", "back"),
    "two_sided_window": both_sides("two_sided_window", "radius"),
    "two_sided_width": both_sides("two_sided_width", "width", divided=2),
    "asymmetric_window": asymmetric_window,
    "dilated_window": dilated_window,
    "stride_only": stride_only,
    "stride_block": stride_block,
    "sparse_strided": sparse_strided,
}
