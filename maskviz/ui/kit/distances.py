"""Distances and rows as a reader sees them."""

import math
from collections.abc import Iterable

from maskviz.analysis.neighbours import neighbours

POWERS = 5  # of ten, which the colours tell apart under the largest


def far(distance: float, same: bool = False) -> str:
    """`0` where every bit is the same; `4.69`, `0.023`, `7e−6`, `NaN`; `±0` where only a sign
    differs."""
    if same:
        return "0"
    if math.isnan(distance):
        return "NaN"
    if distance == 0:
        return "±0"
    if distance >= 0.1:
        return f"{distance:.0f}" if distance >= 100 else f"{distance:.2f}"
    if distance >= 0.001:
        return f"{distance:.3f}"
    digit, power = f"{distance:.0e}".split("e")
    return f"{digit}e−{abs(int(power))}"


def depth(distance: float, most: float) -> float:
    """Where a distance stands under the largest, 0 to 1, by its logarithm; 1 for NaN."""
    if math.isnan(distance) or distance >= most:
        return 1.0
    return max(0.0, 1 + math.log10(distance / most) / POWERS) if distance > 0 else 0.0


def listed(rows: Iterable[int]) -> str:
    """`row 3`, `rows 5 to 19`, `rows 1, 3 and 7 to 9`; at most five pieces."""
    runs = neighbours(rows)
    pieces = [str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs]
    if len(pieces) > 5:
        pieces = [*pieces[:4], f"{sum(map(len, runs[4:]))} more"]
    many = sum(map(len, runs)) != 1
    joined = pieces[0] if len(pieces) == 1 else f"{', '.join(pieces[:-1])} and {pieces[-1]}"
    return f"row{'s' if many else ''} {joined}"


def percent(share: float) -> str:
    """A share of a whole: `99.8%`, `89%`, `0.4%`, `2e−9`; less than all is never `100%`."""
    if math.isnan(share):
        return "NaN"
    if share < 1e-4:
        return far(share, share == 0)
    if share > 0.99:
        return "100%" if share == 1 else f"{math.floor(1000 * share) / 10}%"
    return f"{100 * share:.2g}%"
