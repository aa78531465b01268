"""Readings side by side and stacks in a strip: pictures with what tells them apart."""

from collections.abc import Iterator, Sequence

import numpy as np
from markupsafe import Markup

from maskviz.checking import Checked, told
from maskviz.checking.handed import source
from maskviz.masks.matrix import empty_rows
from maskviz.matrices.reading import Reading
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.thumb import thumb

MOST = 4  # readings side by side
STRIP = 32  # pictures of a stack
SIDE = 128  # pixels
SMALL = 72
WAYS = Markup('<div class="ways">{}</div>')
WAY = Markup('<div class="way{}">{}<p><b>{}</b></p>{}</div>')
LINE = Markup("<p>{}</p>")
STRIPE = Markup('<div class="strip">{}</div>')
PLACE = Markup("<figure>{}<figcaption>{}</figcaption></figure>")
NAMES = 3  # libraries


def show_ways(checks: Sequence[Checked], at: int) -> None:
    """The readings that differ in their values alone, and one of another form that is as likely,
    side by side, the taken one marked."""
    chosen = checks[at].reading
    alike = [
        way
        for way in checks
        if way.reading.form == chosen.form or (chosen.either and way.reading.either)
    ]
    if len(alike) < 2:
        return
    shown = joined(way(checked, checks[at]) for checked in alike[:MOST])
    show_html(WAYS.format(shown), "ways")


def way(checked: Checked, chosen: Checked) -> Markup:
    lines = joined(LINE.format(line) for line in what(checked))
    shown = picture(thumb(checked.cells), SIDE)
    title = checked.reading.means if checked.reading.form == chosen.reading.form else checked.taken
    return WAY.format(" taken" * (checked is chosen), shown, title, lines)


def what(checked: Checked) -> Iterator[str]:
    """What it is, its empty rows, and which libraries take the array for that."""
    yield checked.mistaken.partition(".")[0] or told.named(checked.nearest)
    if len(empty := empty_rows(checked.cells)):
        yield f"{len(empty):,} row{'s' * (len(empty) != 1)} with nothing to read"
    if source(checked.understood) or checked.reading.vector:
        return  # the array was made for this very reading, and no library guesses what a vector is
    if right := [verdict.library.title for verdict in checked.verdicts if verdict.wrong == 0]:
        more = f" and {len(right) - NAMES} more" if len(right) > NAMES else ""
        yield f"What {'; '.join(right[:NAMES])}{more} would make of it"
    elif checked.verdicts:
        yield "What no library would make of it as it is"


def show_strip(found: Reading) -> None:
    """The masks of a stack as a strip of pictures."""
    shown = zip(found.samples[:STRIP], found.names, strict=False)
    pictures = joined(PLACE.format(small(cells), name) for cells, name in shown)
    left = len(found.samples) - STRIP
    more = LINE.format(f"and {left:,} more") if left > 0 else ""
    show_html(STRIPE.format(pictures + more), "stack")


def small(cells: np.ndarray) -> Markup:
    return picture(thumb(cells), SMALL)
