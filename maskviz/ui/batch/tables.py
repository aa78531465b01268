"""Tables of the lab: each text beside itself, every way to pad, vectors, and what is wasted."""

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from markupsafe import Markup

from maskviz.analysis.batches.together import Compared, Difference, Together
from maskviz.analysis.batches.waste import Waste
from maskviz.analysis.batches.ways import Way
from maskviz.analysis.batches.words import cosine, said
from maskviz.analysis.view import View
from maskviz.masks.matrix import counted
from maskviz.models.batch import Side
from maskviz.settings.declared import Settings
from maskviz.settings.versions import LinkError
from maskviz.ui.kit.bars import bars
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.table import Cell, figure, table

NONE = "no real token"
FRAMED = Markup('<p class="quiet">{}</p>')


def rows_table(view: View, found: Together) -> Markup:
    """Every text alone and in the batch, at its real rows."""
    heads = ("real tokens", "largest difference of logits", "bit for bit", "same best guess")
    return table(["Alone and in the batch", *map(figure, heads)], by_text(view, found, compared))


def compared(row: Compared) -> list[Cell]:
    return [
        figure(f"{row.tokens:,}"),
        moved(row.moved),
        figure("equal" if row.moved.equal else "not equal"),
        figure(f"{row.same_best:,} of {row.tokens:,}"),
    ]


def moved(found: Difference, address: str = "", now: bool = False) -> Cell:
    """A difference; in the other colour and bold where it is more than rounding, framed where the
    page shows it now."""
    inside: str | Markup = said(found)
    if address:
        inside = link(address, inside, kind="cell")
    return figure(inside, " ".join(["off"] * (not found.rounding) + ["now"] * now))


def pooled_table(view: View, found: Together) -> Markup:
    """Every text as one vector, and read at the last row, beside the text alone."""
    heads = ["cosine, mean over all rows", "cosine, mean over real rows"]
    if view.shipped.plan.predicts_next:
        heads.append("last row of the rectangle: logits differ by")

    def vectors(row: Compared) -> list[Cell]:
        cosines = [figure(cosine(each)) for each in (row.all_rows, row.real_rows)]
        return [*cosines, *([moved(row.last)] if len(heads) > 2 else [])]

    return table(["The same text alone", *map(figure, heads)], by_text(view, found, vectors))


def by_text(
    view: View, found: Together, cells: Callable[[Compared], list[Cell]]
) -> Iterable[list[str | Cell]]:
    """A row for each text; one without a token has nothing to compare."""
    for n, row in enumerate(found.rows):
        name = f"Text {n + 1}"
        yield [name, *cells(row)] if row else [name, Cell(NONE, "quiet")]


def ways_table(view: View, each: Sequence[Way]) -> Markup:
    """The largest difference of the logits over the real rows of all texts."""
    known = {(way.side, way.padding, way.counted): way for way in each}
    columns = [(True, True), (True, False), (False, True), (False, False)]
    heads = [
        f"{'padding mask' if padding else 'no padding mask'}, "
        f"{'position ids' if counting else 'from the left edge'}"
        for padding, counting in columns
    ]
    rows = []
    for side in get_args(Side):
        found = [known[side, *column] for column in columns]
        taken = figure(counted(found[0].taken))
        cells = [moved(way.moved, state(view, way), is_now(view, way)) for way in found]
        rows.append([f"padded on the {side}", taken, *cells])
    made = table(["", figure("the mask takes"), *map(figure, heads)], rows)
    return made + FRAMED.format(
        "Of real rows of all texts. Framed is how the batch is padded now; a number that is a link "
        "opens its state in the playground."
    )


def is_now(view: View, way: Way) -> bool:
    """Whether the settings pad the batch in this way."""
    settings = view.settings
    counting = view.shipped.plan.counted and settings.position_ids
    now = settings.pad_side, settings.and_padding, counting
    return (way.side, way.padding, way.counted) == now


def state(view: View, way: Way) -> str:
    """The address of this way in the playground; none where it has no such state."""
    changes: dict[str, object] = {"pad_side": way.side, "and_padding": way.padding}
    if view.shipped.plan.counted:
        changes["position_ids"] = way.counted
    elif way.counted:
        return ""
    settings: Settings = view.settings.but(**changes)
    try:
        return playground_link(settings)
    except LinkError:
        return ""


def wasted(lost: Waste) -> Markup:
    """The shares that are padding's."""
    names = {"places": "places of tokens", "scores": "scores", "adds": "multiply-adds"}
    shares = [(title, lost.share(name)) for name, title in names.items()]
    return bars("Spent on padding", [(t, share, f"{share:.0%}") for t, share in shares])
