"""Bars as HTML: one alone, anywhere on its line, or a list of them with names and numbers."""

from collections.abc import Iterable

from markupsafe import Markup

from maskviz.ui.kit.table import Cell, figure, table

BAR = Markup('<div class="bar">{}<b>{}</b></div>')
MARK = Markup('<i style="left:{}%;width:{}%"></i>')
BARS = Markup("<h3>{}</h3>{}")


def bar(ends: tuple[float, float] | None, words: str = "") -> Markup:
    """A bar between two places of its line, 0 to 1, with words after it; None draws none."""
    mark: str | Markup = ""
    if ends:
        left, right = sorted(ends)
        mark = MARK.format(percent(left), percent(right - left))
    return BAR.format(mark, words)


def bars(title: str, rows: Iterable[tuple[str, float, str]]) -> Markup:
    """A list of (name, share 0 to 1, number in words), a row and a bar each."""
    cells = ((name, Cell(bar((0, share)), "long"), figure(words)) for name, share, words in rows)
    return BARS.format(title, table((), cells, "bars"))


def percent(share: float) -> float:
    return round(100 * share, 2)
