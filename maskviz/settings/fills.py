"""The numbers that are added to a blocked score or put in its place."""

from maskviz.models.attention import Precision, lowest

LOWEST = "finfo.min"  # of the number format that the scores have
FILLS = (
    *("-1", "-3", "-10", "-30", "-100", "-1e3", "-1e4", "-1e5", "-1e6", "-1e7", "-1e8", "-1e9"),
    LOWEST,
)


def fill_in(name: str, precision: Precision) -> float:
    """One of FILLS as a number; without a unit, like scores."""
    return lowest(precision) if name == LOWEST else float(name)
