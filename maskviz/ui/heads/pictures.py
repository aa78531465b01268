"""The heads of a layer as HTML: their bands, the row they become, and a table for every layer."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from torch import Tensor

from maskviz.analysis.headmask import HeadMask
from maskviz.analysis.heads.bands import Bands
from maskviz.analysis.heads.changed import Way
from maskviz.ui.kit.heat import heat, limit_of, shade
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.table import Cell, figure, table
from maskviz.ui.kit.thumb import thumb

THUMB = 64  # pixels; a larger mask is drawn as one block a few cells
BAND = Markup(
    '<li class="{}"><span class="name"><b>Head {}</b> {}</span>{}{}<small>length {}</small></li>'
)
BANDS = Markup('<ol class="bands" style="--heads:{}">{}</ol>')
STEP = Markup('<h3>{}</h3><div class="strip">{}</div>')
ALONE = Markup('<li><span>Head {}</span>{}<small class="number">{}</small></li>')
ALL = Markup('<h3>{}</h3><ol class="alone">{}</ol>')
HEATS = Markup('<div class="heats">{}</div>')
BLOCK = Markup("<section><h3>{}</h3>{}</section>")


def bands_of(made: Bands, masks: Sequence[tuple[str, np.ndarray]], chosen: int) -> Markup:
    """From the heads' vectors to one row; masks are a name and cells (q, k) a head."""
    heads, given = made.heads.numpy(), made.given.numpy()
    limit, size = limit_of(heads), made.projected.numel()
    listed = joined(
        BAND.format(
            "chosen" if n == chosen else "",
            n,
            name,
            picture(thumb(cells), THUMB),
            heat(heads[n][None], limit, f"The {heads.shape[1]} numbers of head {n}"),
            length(heads[n]),
        )
        for n, (name, cells) in enumerate(masks)
    )
    row = made.projected.numpy()[None]
    most = limit_of(given, row)
    alone = joined(
        ALONE.format(n, heat(each[None], most, f"What head {n} adds"), length(each))
        for n, each in enumerate(given)
    )
    concatenated = heat(made.concatenated.numpy()[None], limit, f"All {size} numbers in a row")
    return joined(
        [
            BANDS.format(len(heads), listed),
            STEP.format(f"Concatenated: {len(heads)} x {heads.shape[1]} = {size}", concatenated),
            STEP.format(
                f"Through the output projection, {size} x {size}: length {length(row)}",
                heat(row, most, "The projected row"),
            ),
            ALL.format("What the projection makes of each head alone; the row is their sum", alone),
        ]
    )


def length(vector: np.ndarray) -> str:
    return f"{np.linalg.norm(vector):.2f}"


def heats(tables: Sequence[tuple[str, Tensor, str]], layer: int, head: int) -> Markup:
    """Tables layer x head, each a title, its numbers and their format."""
    return HEATS.format(
        joined(
            BLOCK.format(title, grid(values, form, layer, head)) for title, values, form in tables
        )
    )


def grid(values: Tensor, form: str, layer: int, head: int) -> Markup:
    """One table; the head looked at is outlined."""
    numbers = values.numpy()
    limit = limit_of(numbers)

    def cell(n: int, h: int) -> Cell:
        kind, strong = shade(numbers[n, h], limit)
        said = "none" if np.isnan(numbers[n, h]) else format(numbers[n, h], form)
        return Cell(said, f"{kind} chosen" if (n, h) == (layer, head) else kind, strong)

    rows, heads = numbers.shape
    titles = ["", *(figure(f"Head {h}") for h in range(heads))]
    return table(titles, ([f"Layer {n}", *(cell(n, h) for h in range(heads))] for n in range(rows)))


def masks_of(
    shown: Sequence[HeadMask], head: int, way: Way | None, keys: np.ndarray
) -> list[tuple[str, np.ndarray]]:
    """The heads' masks as they are in the run that is drawn: the head changed reads all `keys`
    when it is open, and says nothing when it is silent."""
    found = [(mask.drawn, mask.allowed) for mask in shown]
    name, cells = found[head]
    if way == "silence":
        found[head] = f"Silent ({name})", cells
    elif way == "open":
        found[head] = "Open", np.broadcast_to(keys, cells.shape)
    return found
