"""A difference as one says it: 0 exactly, rounding, or a number."""

import math

from maskviz.analysis.batches.together import Difference


def number(value: float) -> str:
    """With two digits that count: 6.5, 0.012, 7.6e-06; NaN is said as such."""
    if math.isnan(value):
        return "NaN"
    if value == 0:
        return "0"
    return f"{value:.2f}" if value >= 0.01 else f"{value:.1e}"


def said(found: Difference) -> str:
    """The number, and what it is where that can be said."""
    if found.equal:
        return "0 exactly"
    return f"{number(found.most)}, rounding" if found.rounding else number(found.most)


def cosine(value: float) -> str:
    return "NaN" if math.isnan(value) else f"{value:.3f}"
