"""The bars of what masks cost, as HTML: one row a mask, one thin bar a model, a line to beat."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from maskviz.analysis.costs import Costs
from maskviz.analysis.story import MODELS
from maskviz.ui.kit.bars import bar, percent
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined

TICKS = tuple(int(m * n) for n in (10, 100, 1_000) for m in (1, 1.5, 2, 3, 4, 5, 7))
APART = 0.09  # of the width, between two figures of the axis

KEY = Markup('<p class="key">{}</p>')
MODEL = Markup("<span><i></i>{}</span>")
NOTE = Markup('<small class="note">{}</small>')
TICK = Markup('<span style="left:{}%">{:,}</span>')
HEAD = Markup(
    '<div class="head"><span>mask</span><span class="share">cells</span>'
    '<div class="axis">{}</div></div>'
)
INSIDE = Markup(
    '<span class="name">{}{}</span><span class="share">{}</span>'
    '<div class="bars" style="--start:{}%">{}</div>'
)
ROW = Markup('<div class="row" role="group" aria-label="{}">{}</div>')


@dataclass(frozen=True)
class Scale:
    """Where a perplexity stands, 0 to 1; equal steps are equal changes of the loss."""

    low: float
    high: float

    def place(self, perplexity: float) -> float:
        share = math.log(perplexity / self.low) / math.log(self.high / self.low)
        return min(max(share, 0.0), 1.0)

    def ticks(self) -> list[int]:
        """Round perplexities to write above the bars, none too close to the one before."""
        found: list[int] = []
        for tick in TICKS:
            inside = self.low <= tick <= self.high
            if inside and (not found or self.place(tick) - self.place(found[-1]) >= APART):
                found.append(tick)
        return found


def scale_of(costs: Costs) -> Scale:
    """From the least of all perplexities, a little room before it, to the largest."""
    every = [p for bar in costs.bars for p in bar.perplexity.values()]
    every += [costs.line, *costs.causal.values()]
    return Scale(0.97 * min(every), max(1.01 * costs.line, *every))


def share_text(share: float) -> str:
    return f"{share:.1%}" if share < 0.095 or 0.995 <= share < 1 else f"{share:.0%}"


def figure_text(perplexity: float) -> str:
    if not math.isfinite(perplexity):
        return "NaN" if math.isnan(perplexity) else "∞"
    return f"{perplexity:,.1f}" if perplexity < 1_000 else f"{perplexity:,.0f}"


def ends(perplexity: float, line: float, scale: Scale) -> tuple[float, float] | None:
    """From the line to the perplexity, to the left when it beats the line."""
    if not math.isfinite(perplexity):
        return None
    return scale.place(line), scale.place(perplexity)


def row(
    title: str,
    share: float,
    found: Mapping[str, float],
    line: float,
    scale: Scale,
    *,
    address: str = "",
    notes: Iterable[str] = (),
) -> Markup:
    """A mask: its name, the part of causal's cells that it reads, a bar for each model."""
    told = ", ".join(f"{name} {figure_text(p)}" for name, p in found.items())
    notes = tuple(notes)
    label = f"{title}: reads {share_text(share)} of causal's cells; perplexity {told}"
    label = "; ".join([label, *notes])
    inside = INSIDE.format(
        title,
        joined(map(NOTE.format, notes)),
        share_text(share),
        percent(scale.place(line)),
        joined(bar(ends(p, line, scale), figure_text(p)) for p in found.values()),
    )
    return link(address, inside, kind="row", label=label) if address else ROW.format(label, inside)


def head(scale: Scale) -> Markup:
    """What stands above the columns."""
    return HEAD.format(joined(TICK.format(percent(scale.place(t)), t) for t in scale.ticks()))


def key(names: Iterable[str] = MODELS) -> Markup:
    """Which colour is which model."""
    return KEY.format(joined(map(MODEL.format, names)))
