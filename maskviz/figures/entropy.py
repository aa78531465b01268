"""Arrays to plotly figures: the only place with plotly and its colours."""

from collections.abc import Sequence

import plotly.graph_objects as go

THIS, PLAIN = "#0f8b9d", "#9aa5ab"  # the accent, and grey for what it is compared with


def entropy_bars(these: Sequence[float], plain: Sequence[float]) -> go.Figure:
    """How widely each head looks, in bits: with this mask and with plain causal.

    Shapes: one number a head in both; NaN (no row to measure) leaves a gap.
    """
    heads = [f"head {i}" for i in range(len(these))]
    figure = go.Figure(
        [
            go.Bar(name="this mask", x=heads, y=list(these), marker_color=THIS),
            go.Bar(name="plain causal", x=heads, y=list(plain), marker_color=PLAIN),
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
