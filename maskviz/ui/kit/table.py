"""A table as HTML; the first cell of a row names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from maskviz.ui.kit.markup import joined

TABLE = Markup('<div class="scroll"><table class="{}">{}<tbody>{}</tbody></table></div>')
HEAD = Markup("<thead><tr>{}</tr></thead>")
TITLE, CORNER = Markup('<th scope="col"{}>{}</th>'), Markup("<td></td>")
ROW = Markup("<tr>{}</tr>")
NAME = Markup('<th scope="row"{}>{}</th>')
CELL = Markup("<td{}>{}</td>")
KIND, NUMBERS = Markup(' class="{}"'), Markup(' style="{}"')
UNDER = Markup("{}<small>{}</small>")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, its classes, and numbers for the style sheet: `--share: 40%`."""

    inside: str | Markup = ""
    kind: str = ""
    numbers: str = ""


def table(
    head: Sequence[str | Cell], rows: Iterable[Sequence[str | Cell]], kind: str = ""
) -> Markup:
    """A row of titles, none when `head` is empty, and the rows under it."""
    titles = joined(
        TITLE.format(attributes(cell), cell.inside) if cell.inside else CORNER
        for cell in map(cell_of, head)
    )
    return TABLE.format(kind, HEAD.format(titles) if head else "", joined(map(row, rows)))


def row(cells: Sequence[str | Cell]) -> Markup:
    name, *others = map(cell_of, cells)
    made = joined(CELL.format(attributes(cell), cell.inside) for cell in others)
    return ROW.format(NAME.format(attributes(name), name.inside) + made)


def attributes(cell: Cell) -> Markup:
    kind = KIND.format(cell.kind) if cell.kind else Markup()
    return kind + (NUMBERS.format(cell.numbers) if cell.numbers else "")


def cell_of(inside: str | Cell) -> Cell:
    return inside if isinstance(inside, Cell) else Cell(inside)


def figure(inside: str | Markup, kind: str = "") -> Cell:
    """A cell of a column of numbers, which stand to the right."""
    return Cell(inside, f"number {kind}".strip())


def under(above: str | Markup, small: str | Markup) -> Markup:
    """Two lines in a cell, the second small."""
    return UNDER.format(above, small)
