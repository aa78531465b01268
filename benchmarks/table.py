"""The rows as one table in plain text."""

from collections.abc import Iterable
from statistics import median

from benchmarks.measure import Row

HEADINGS = ("what", "min", "median", "against", "min", "median", "unit", "ratio", "target", "")


def number(value: float | None) -> str:
    """Three digits that matter: 0.0123, 1.23, 12.3, 1,230."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cells(row: Row) -> tuple[str, ...]:
    theirs = (number(min(row.theirs)), number(median(row.theirs))) if row.theirs else ("", "")
    ratio = f"{row.figure:.2f} x" if row.theirs else ""
    limit = number(row.target) + (" x" if row.theirs and row.target is not None else "")
    ours = (number(min(row.ours)), number(median(row.ours)))
    return (row.what, *ours, row.against, *theirs, row.unit, ratio, limit, row.verdict)


def table(rows: Iterable[Row]) -> str:
    """Aligned columns, words to the left; `ratio` compares the medians."""
    lines = [HEADINGS, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = (str.ljust, str.rjust, str.rjust) * 2 + (str.ljust, str.rjust, str.rjust, str.ljust)
    shown = [
        "  ".join(align(c, w) for align, c, w in zip(aligned, line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([shown[0], "-" * max(map(len, shown)), *shown[1:]])
