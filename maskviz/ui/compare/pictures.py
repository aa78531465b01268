"""Two runs as HTML: what differs in each head, in small multiples, and row by row."""

import numpy as np
from markupsafe import Markup

from maskviz.analysis.compare.pair import Pair
from maskviz.ui.compare.words import far
from maskviz.ui.kit.heat import heat, limit_of
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.table import Cell, figure, table

SIDE = 132  # pixels of a picture at most
MOST = 96  # rows and columns of a picture; more are drawn as blocks
STAGES = {"raw": "Raw scores", "weights": "Weights", "output": "Outputs"}
FIGURE = Markup('<li class="{}">{}<small>Head {}</small></li>')
MULTIPLES = Markup('<section><h3>{}</h3><p class="quiet">{}</p><ol>{}</ol></section>')
LEGEND = Markup(
    '<p class="legend">B − A: <i class="more"></i> B has more, <i class="less"></i> A has more</p>'
)
ROWS = Markup('<div class="rows" tabindex="0">{}</div>')


def multiples(pair: Pair) -> Markup:
    """A row of pictures for the masks, and one for each stage: B − A."""
    cells = pair.cells.numpy().astype(float)
    gained, lost = int((cells > 0).sum()), int((cells < 0).sum())
    count = f"of all heads {gained:,} cells that B alone may read, and {lost:,} that A alone may"
    drawn = [stage(pair, "Masks", count, cells, 1.0)]
    for name, title in STAGES.items():
        values = pair.difference(name).numpy()
        limit = limit_of(values)
        same = values.size and not np.isnan(values).any() and limit == 0
        told = "the same bit for bit" if same else f"full colour at ±{limit:.2g}"
        drawn.append(stage(pair, title, told, values, limit))
    return LEGEND + joined(drawn)


def stage(pair: Pair, title: str, told: str, values: np.ndarray, limit: float) -> Markup:
    """One picture a head, (head, row, column); the head looked at is marked."""
    figures = (
        FIGURE.format(
            "chosen" if head == pair.b.head else "",
            heat(pooled(each), limit, f"{title} of head {head}, B minus A", SIDE),
            head,
        )
        for head, each in enumerate(values)
    )
    blocks = f"; a square is the largest of {side_of(values)} x {side_of(values)}"
    size = blocks if side_of(values) > 1 else ""
    return MULTIPLES.format(title, told + size, joined(figures))


def side_of(values: np.ndarray) -> int:
    return -(-max(values.shape[-2:]) // MOST)


def pooled(values: np.ndarray) -> np.ndarray:
    """At most MOST x MOST numbers: of each block the one that is largest in size."""
    side = side_of(values)
    if side == 1:
        return values
    rows, columns = (-(-n // side) for n in values.shape)
    room = np.zeros((rows * side, columns * side))
    room[: values.shape[0], : values.shape[1]] = values
    blocks = room.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    largest = np.abs(np.nan_to_num(blocks, nan=np.inf)).argmax(axis=-1)
    return np.take_along_axis(blocks, largest[..., None], axis=-1)[..., 0]


def rows_table(pair: Pair) -> Markup:
    """Every row of the head looked at: keys, entropy, output, and what it predicts."""
    head, view = pair.b.head, pair.b
    predicts = view.attention.predicts
    titles = ["Row", "Keys", "Entropy, bits", "Output moved"]
    titles += ["Logits moved", "KL(A ‖ B), nats", "Best guess"] if predicts else []
    keys = [v.shown[head].allowed.sum(axis=1) for v in (pair.a, pair.b)]
    bits = [each[head].tolist() for each in pair.entropies]
    lines = []
    for row in range(view.region.queries):
        q = row + pair.offset
        cells = [
            Cell(f"{q} {view.asks(q)}", "chosen" if q == view.locked[0] else ""),
            figure(pair_said(*(str(k[row]) for k in keys))),
            figure(pair_said(*(bit(b[row]) for b in bits))),
            figure(far(pair.moved[head, row].item())),
        ]
        if predicts:
            guesses = (view.shipped.target.label(int(best[q])) for best in pair.best)
            moved, nats = pair.logits[q].item(), pair.divergence[q].item()
            told = f"{abs(nats):.3f}" if moved else far(moved)  # rounding may take it below 0
            cells += [figure(far(moved)), figure(told)]
            cells.append(Cell(pair_said(*guesses)))
        lines.append(cells)
    return ROWS.format(table([Cell(t, "" if t in ENDS else "number") for t in titles], lines))


ENDS = ("Row", "Best guess")  # columns of words


def bit(value: float) -> str:
    return "none" if np.isnan(value) else f"{value:.2f}"


def pair_said(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
