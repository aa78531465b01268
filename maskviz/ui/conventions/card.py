"""A library's conventions as HTML: its facts, its pictures, and what differs from what is meant."""

import re

import numpy as np
from markupsafe import Markup

from maskviz.libraries.conventions import Answer, Intent, Library, Spelling, differing, keys_read
from maskviz.masks.matrix import counted
from maskviz.ui.kit.contents import anchor, link_to
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import picture

SMALL, LARGE = 84, 108  # pixels of a picture at most

PARAGRAPH = Markup("<p>{}</p>")
QUIET = Markup('<p class="quiet">{}</p>')
LINE = Markup("<span>{}</span>")
OFF = Markup('<span class="off">{} differ{}</span>')
MEANT = Markup("<span>as meant</span>")
NONE = Markup('<span class="none">none</span>')
ALL = Markup('<ul class="all">{}</ul>')
ONE = Markup('<li><span class="name">{}</span>{}{}</li>')
FACT = Markup("<dt>{}</dt><dd>{}</dd>")
FACTS = Markup('<h2 id="{}">{}</h2><span class="quiet">{}</span><dl class="facts">{}</dl>')
TOLD = Markup('<div class="told">{}</div>')
LEGEND = Markup('<div class="legend">{}</div>')
BREAK = Markup("<wbr>")


def row_told(spelling: Spelling, intent: Intent) -> str:
    """How many keys the row in the middle reads."""
    read = keys_read(spelling, intent)
    if intent.interior in spelling.nan:
        return f"row {intent.interior} is NaN"
    return f"row {intent.interior} reads {read} key{'' if read == 1 else 's'}"


def difference(spelling: Spelling, intent: Intent) -> Markup:
    count = differing(spelling, intent)
    return OFF.format(counted(count), "s" * (count == 1)) if count else MEANT


def overview(answers: list[tuple[Library, Answer]], intent: Intent, linked: bool) -> Markup:
    """What the same words give in every library, side by side; `linked` with its card."""
    return ALL.format(joined(thumbnail(*pair, intent, linked) for pair in answers))


def thumbnail(library: Library, answer: Answer, intent: Intent, linked: bool) -> Markup:
    """The first of the words, as a small picture."""
    first = answer.words[0] if answer.words else None
    if first is None or first.cells is None:
        shown, told = NONE, LINE.format("refused" if first else "cannot be said")
    else:
        shown = picture(first.cells, SMALL, intent.wanted)
        told = LINE.format(row_told(first, intent)) + difference(first, intent)
    name = breakable(library.title)
    return ONE.format(link_to(library.title, name) if linked else name, shown, told)


def breakable(name: str) -> Markup:
    """A dotted name that may go on in the next line."""
    return joined(part + BREAK * (part in (".", "_")) for part in re.split(r"([._])", name))


def facts(library: Library) -> Markup:
    """What True means, what blocked scores become, and how it is known."""
    listed = {
        "True or 1": library.true_means,
        "Blocked": library.blocked,
        "Causal": library.aligned,
    }
    items = joined(FACT.format(*item) for item in listed.items())
    return FACTS.format(anchor(library.title), library.title, library.shown_by, items)


def way_told(heading: str, spelling: Spelling, intent: Intent) -> Markup:
    """What can be read off one spelling's picture, beside it and above its code."""
    told = [PARAGRAPH.format(heading)]
    if spelling.cells is None:
        told.append(PARAGRAPH.format(f"Refused: {spelling.refused}"))
    else:
        read = joined([row_told(spelling, intent), ", ", difference(spelling, intent)])
        told.append(PARAGRAPH.format(read))
        told += [PARAGRAPH.format(nan_rows(spelling))] * bool(spelling.nan)
    told += [QUIET.format(spelling.note)] * bool(spelling.note)
    return TOLD.format(joined(told))


def nan_rows(spelling: Spelling) -> str:
    rows = ", ".join(map(str, spelling.nan))
    return f"row {rows} is NaN" if len(spelling.nan) == 1 else f"rows {rows} are NaN"


def legend() -> Markup:
    """The three marks of a picture, drawn as they are in one."""
    pair = np.array([[True, False]])
    marks = {
        "read, blocked": picture(pair, 28),
        "not as meant": picture(pair, 28, ~pair),
        "nothing to read": picture(pair[:, 1:], 14),
    }
    return LEGEND.format(joined(LINE.format(shown + name) for name, shown in marks.items()))
