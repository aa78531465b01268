"""One mask's panel: the tokens in their old order and in the new one, and the lines between."""

from collections.abc import Sequence

from markupsafe import Markup

from maskviz.analysis.batches.words import number
from maskviz.analysis.order import Moved, Shuffled
from maskviz.analysis.reading import word
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import layer

STEP, WIDE = 26, 96  # pixels from token to token, and between the columns
PANELS = Markup('<div class="panels">{}</div>')
PANEL = Markup(
    '<section><h2>{}</h2><div class="drawn"><ol aria-label="Old order">{}</ol>{}'
    '<ol aria-label="New order, and how far each output moved">{}</ol></div></section>'
)
OLD = Markup("<li><b>{}</b><small>{}</small></li>")
NEW = Markup('<li class="{}"><small>{}</small><b>{}</b><i>{}</i></li>')
BETWEEN = Markup('<span class="lines" style="width:{}px;height:{}px">{}</span>')


def panels(found: Shuffled) -> Markup:
    return PANELS.format(joined(panel(found, each) for each in found.panels))


def panel(found: Shuffled, moved: Moved) -> Markup:
    """A token whose output changed has a dashed line and a number in the other colour."""
    changed = set(moved.changed)
    old = joined(OLD.format(word(token), place) for place, token in enumerate(found.tokens))
    new = joined(
        NEW.format(
            "changed" if place in changed else "same",
            place,
            word(found.tokens[before]),
            number(moved.differences[place]),
        )
        for place, before in enumerate(found.order)
    )
    return PANEL.format(moved.title, old, lines(found.order, changed), new)


def lines(order: Sequence[int], changed: set[int]) -> Markup:
    """The lines from old places to new ones, as the masks of two coloured boxes."""
    size = WIDE, STEP * len(order)
    kinds = {"same": (1.5, "none"), "changed": (2, "5 3")}
    ways = {
        kind: [way(old, new) for new, old in enumerate(order) if (new in changed) == wanted]
        for kind, wanted in (("same", False), ("changed", True))
    }
    layers = [layer(kind, size, ways[kind], *kinds[kind]) for kind in kinds if ways[kind]]
    return BETWEEN.format(*size, joined(layers))


def way(old: int, new: int) -> str:
    """A curve from the middle of one row to that of another."""
    first, last, middle = (old + 0.5) * STEP, (new + 0.5) * STEP, WIDE / 2
    return f"M0 {first:g}C{middle:g} {first:g} {middle:g} {last:g} {WIDE} {last:g}"
