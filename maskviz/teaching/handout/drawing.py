"""A sheet drawn in black and white: blocked cells are hatched, numbers stand in the cells."""

from collections.abc import Iterator

from markupsafe import Markup

from maskviz.teaching.handout.cells import DOT, Sheet

SIDE = 30  # units of a cell
LETTER = 7.2  # units that a letter of a name takes
TOP, LEFT = 24, 12  # units around
LONGEST = 9  # letters of a name; of a longer one the beginning is shown
FIGURE = Markup(
    '<figure style="--columns:{};--names:{}"><figcaption>{}</figcaption>'
    '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg></figure>'
)
HATCH = Markup(  # one for all drawings of a page
    '<svg class="patterns" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V5" class="line"/></pattern></defs></svg>'
)
CELL = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
TEXT = Markup('<text class="{}" x="{}" y="{}">{}</text>')
TURNED = Markup('<text class="column" transform="translate({} {}) rotate(-50)">{}</text>')


def figure(sheet: Sheet) -> Markup:
    """The drawing with its title; what it shows is told in text too."""
    rows, columns = len(sheet.rows), len(sheet.columns)
    names = max(map(len, map(short, sheet.rows)))
    left, top = LEFT + names * LETTER, TOP + LETTER * 4
    size = left + columns * SIDE + 30, top + rows * SIDE + 3
    parts = Markup("").join(drawn(sheet, left, top))
    title = f"{sheet.title}: fill it in" if sheet.blank else sheet.title
    told = f"{title}, {rows} rows and {columns} columns. {'; '.join(lines(sheet))}"
    return FIGURE.format(columns, names, title, round(size[0]), round(size[1]), told, parts)


def drawn(sheet: Sheet, left: float, top: float) -> Iterator[Markup]:
    for row, name in enumerate(sheet.rows):
        middle = top + (row + 0.5) * SIDE
        yield TEXT.format("row", round(left - 6), middle + 4, short(name))
        for column, said in enumerate(sheet.inside[row]):
            x, y = round(left + column * SIDE), round(top + row * SIDE)
            yield CELL.format("blocked" if sheet.blocked[row, column] else "", x, y, SIDE, SIDE)
            if said:
                kind = "dot" if said == DOT else "number"
                yield TEXT.format(kind, x + SIDE / 2, y + SIDE / 2 + 4, said)
    for column, name in enumerate(sheet.columns):
        yield TURNED.format(round(left + (column + 0.5) * SIDE), round(top - 6), short(name))
    for row, column, rows, columns in sheet.ringed:
        x, y = round(left + column * SIDE), round(top + row * SIDE)
        yield CELL.format("ring", x, y, columns * SIDE, rows * SIDE)


def lines(sheet: Sheet) -> Iterator[str]:
    """Each row in words, for who cannot see the drawing."""
    for row, name in enumerate(sheet.rows):
        cells = zip(sheet.columns, sheet.inside[row], sheet.blocked[row], strict=True)
        told = [f"{key} {'blocked' if blocked else said}" for key, said, blocked in cells if said]
        yield f"{name}: {', '.join(told) or 'nothing'}".replace(DOT, "may be read")


def short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
