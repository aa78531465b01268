"""The bars of what masks cost, as HTML: one row a mask, one thin bar a model, a line to beat."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maskviz.analysis.costs import Costs
from maskviz.analysis.story import MODELS
from maskviz.ui.kit.words import safe

TICKS = tuple(int(m * n) for n in (10, 100, 1_000) for m in (1, 1.5, 2, 3, 4, 5, 7))
APART = 0.09  # of the width, between two figures of the axis

STYLE = """<style>
.maskviz-costs { --gpt: #0f8b9d; --met: #c9822b; font-size: 0.875rem; }
.maskviz-costs .row, .maskviz-costs .head { display: grid; align-items: center;
  grid-template-columns: minmax(11rem, 19rem) 4.5rem 1fr; gap: 0 0.75rem; }
.maskviz-costs .head { font-size: 0.75rem; opacity: 0.75; }
.maskviz-costs .row { color: inherit; text-decoration: none; padding: 0.15rem 0.25rem;
  border-radius: 0.25rem; }
.maskviz-costs a.row:hover, .maskviz-costs a.row:focus-visible {
  background: color-mix(in srgb, currentColor 9%, transparent); }
.maskviz-costs a.row:hover .name { text-decoration: underline; }
.maskviz-costs .share { text-align: right; font-variant-numeric: tabular-nums; opacity: 0.75; }
.maskviz-costs .note { display: block; font-size: 0.75rem; opacity: 0.7; }
.maskviz-costs .bars { position: relative; margin-right: 3.75rem; }
.maskviz-costs .bars::before { content: ""; position: absolute; top: -0.2rem; bottom: -0.2rem;
  left: var(--line); border-left: 1px solid currentColor; opacity: 0.6; }
.maskviz-costs .bar { position: relative; height: 0.85rem; }
.maskviz-costs .bar i { position: absolute; top: 0.15rem; bottom: 0.15rem; min-width: 2px;
  background: var(--gpt); }
.maskviz-costs .bar + .bar i { background: var(--met); }
.maskviz-costs .bar b { position: absolute; left: calc(100% + 0.4rem); line-height: 0.85rem;
  font-weight: 400; font-size: 0.75rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.maskviz-costs .axis { position: relative; height: 1.1rem; margin-right: 3.75rem; }
.maskviz-costs .axis span { position: absolute; transform: translateX(-50%); }
.maskviz-costs h4 { font-size: 0.9rem; font-weight: 600; margin: 0.75rem 0 0.1rem; padding: 0; }
.maskviz-costs h4 small { font-weight: 400; opacity: 0.7; }
.maskviz-costs .key i { display: inline-block; width: 0.9rem; height: 0.55rem;
  margin: 0 0.35rem 0 0; background: var(--gpt); }
.maskviz-costs .key span + span i { background: var(--met); }
.maskviz-costs .key span { margin-right: 1.25rem; }
@media (max-width: 640px) {
  .maskviz-costs .row { grid-template-columns: 1fr auto; padding: 0.3rem 0; }
  .maskviz-costs .head { grid-template-columns: 1fr auto; }
  .maskviz-costs .bars, .maskviz-costs .axis { grid-column: 1 / 3; }
}
</style>"""


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


def percent(value: float) -> float:
    return round(100 * value, 2)


def share_text(share: float) -> str:
    return f"{share:.1%}" if share < 0.095 or 0.995 <= share < 1 else f"{share:.0%}"


def figure_text(perplexity: float) -> str:
    if not math.isfinite(perplexity):
        return "NaN" if math.isnan(perplexity) else "∞"
    return f"{perplexity:,.1f}" if perplexity < 1_000 else f"{perplexity:,.0f}"


def bar(perplexity: float, line: float, scale: Scale) -> str:
    """From the line to the perplexity, to the left when it beats the line."""
    mark = ""
    if math.isfinite(perplexity):
        ends = sorted((scale.place(line), scale.place(perplexity)))
        mark = f'<i style="left:{percent(ends[0])}%;width:{percent(ends[1] - ends[0])}%"></i>'
    return f'<div class="bar">{mark}<b>{figure_text(perplexity)}</b></div>'


def row(
    title: str,
    share: float,
    found: Mapping[str, float],
    line: float,
    scale: Scale,
    *,
    link: str = "",
    notes: Iterable[str] = (),
) -> str:
    """A mask: its name, the part of causal's cells that it reads, a bar for each model."""
    told = ", ".join(f"{name} {figure_text(p)}" for name, p in found.items())
    label = safe(f"{title}: reads {share_text(share)} of causal's cells; perplexity {told}")
    small = "".join(f'<small class="note">{safe(note)}</small>' for note in notes)
    inside = (
        f'<span class="name">{safe(title)}{small}</span>'
        f'<span class="share">{share_text(share)}</span>'
        f'<div class="bars" style="--line:{percent(scale.place(line))}%">'
        f"{''.join(bar(p, line, scale) for p in found.values())}</div>"
    )
    if not link:
        return f'<div class="row" aria-label="{label}">{inside}</div>'
    return f'<a class="row" href="{link}" target="_self" aria-label="{label}">{inside}</a>'


def head(scale: Scale) -> str:
    """What stands above the columns."""
    ticks = "".join(
        f'<span style="left:{percent(scale.place(t))}%">{t:,}</span>' for t in scale.ticks()
    )
    columns = "<span>mask</span><span class='share'>cells</span>"
    return f'<div class="head">{columns}<div class="axis">{ticks}</div></div>'


def key(names: Iterable[str] = MODELS) -> str:
    """Which colour is which model."""
    return f'<p class="key">{"".join(f"<span><i></i>{name}</span>" for name in names)}</p>'


def chart(inside: str) -> str:
    return f'<div class="maskviz-costs">{inside}</div>'
