"""The bytes of a mask in each form: as points beside each other, and as lines over its density."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from maskviz.analysis.figures.colours import Palette

LINES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


def byte_points(
    titles: Sequence[str],
    sizes: Sequence[int],
    written: Sequence[str],
    bits: int,
    palette: Palette,
) -> go.Figure:
    """A point for the bytes of each form on a logarithmic scale, with a line at packed bits.

    Shapes: one entry a form in `titles`, `sizes` and `written` (the size in words). The smallest
    form is in the accent colour. A form of 0 bytes has no point.
    """
    least = min(sizes, default=0)
    colours = [palette.accent if size == least else palette.plain for size in sizes]
    figure = go.Figure(
        go.Scatter(
            x=[size or None for size in sizes],
            y=list(titles),
            mode="markers+text",
            marker={"size": 11, "color": colours},
            text=list(written),
            textposition="middle right",
            cliponaxis=False,
            customdata=[f"{size:,}" for size in sizes],
            hovertemplate="%{y}: %{customdata} bytes<extra></extra>",
        )
    )
    if bits:
        line = {"color": palette.plain, "width": 1, "dash": "dot"}
        figure.add_vline(x=bits, line=line, layer="below")
    figure.update_layout(
        height=60 + 30 * len(titles),
        margin={"l": 10, "r": 70, "t": 10, "b": 10},
        xaxis={"type": "log", "title": "bytes", "exponentformat": "SI", "dtick": 1},
        yaxis={"autorange": "reversed", "ticklabelstandoff": 4},
    )
    return figure


def crossing_lines(
    shares: Sequence[float], sizes: Mapping[str, Sequence[int]], here: float, palette: Palette
) -> go.Figure:
    """Bytes over the share of open cells, both logarithmic; where lines cross, forms change places.

    shares  of cells that may be read, 0 to 1, ascending
    sizes   title of a form -> its bytes at each share
    here    the share of the mask that is shown: a line across
    """
    figure = go.Figure()
    flat = sorted(sizes, key=lambda title: len(set(sizes[title])))
    for i, title in enumerate(flat):
        fixed = len(set(sizes[title])) == 1
        figure.add_scatter(
            name=title,
            x=list(shares),
            y=list(sizes[title]),
            mode="lines",
            line={
                "color": palette.plain if fixed else palette.accent,
                "dash": LINES[i % len(LINES)],
                "width": 2,
            },
            hovertemplate="%{y:.3s}B",
        )
    if here > 0:
        figure.add_vline(x=here, line={"color": palette.plain, "width": 2}, layer="below")
    figure.update_layout(
        height=360,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"type": "log", "title": "cells that may be read", "tickformat": ".2~p", "dtick": 1},
        yaxis={"type": "log", "title": "bytes", "exponentformat": "SI", "dtick": 1},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        hovermode="x unified",
    )
    return figure
