"""How widely each head of a layer looks."""

from collections.abc import Sequence

import plotly.graph_objects as go

from maskviz.analysis.figures.colours import Palette


def entropy_bars(
    these: Sequence[float], plain: Sequence[float], usual: str, palette: Palette
) -> go.Figure:
    """How widely each head looks, in bits: with this mask and with the usual one.

    Shapes: one number a head in both; NaN (no row to measure) leaves a gap.
    """
    heads = [f"head {i}" for i in range(len(these))]
    figure = go.Figure(
        [
            go.Bar(name="this mask", x=heads, y=list(these), marker_color=palette.accent),
            go.Bar(name=usual, x=heads, y=list(plain), marker_color=palette.plain),
        ]
    )
    figure.update_layout(
        height=240,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        yaxis_title="entropy (bits)",
        legend={"orientation": "h", "y": 1.15},
        barmode="group",
    )
    figure.update_traces(hovertemplate="%{x}: %{y:.2f} bits<extra>%{fullData.name}</extra>")
    return figure
