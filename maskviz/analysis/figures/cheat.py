"""Training on with and without the causal mask."""

from collections.abc import Sequence

import plotly.graph_objects as go

from maskviz.analysis.figures.colours import Palette


def cheat_curve(
    steps: Sequence[int],
    peeking: Sequence[float],
    honest: Sequence[float],
    kept_steps: Sequence[int],
    kept: Sequence[float],
    palette: Palette,
) -> go.Figure:
    """Loss in nats a token while training: without the mask tested both ways, with it as usual.

    Shapes: `peeking` and `honest` one number a step of `steps`, `kept` one of `kept_steps`.
    """
    lines = (
        ("trained without, tested without: it peeks", steps, peeking, palette.accent, "dot"),
        ("trained without, tested with the mask", steps, honest, palette.accent, "solid"),
        ("trained on with the mask, tested with it", kept_steps, kept, palette.plain, "solid"),
    )
    figure = go.Figure(
        [
            go.Scatter(
                name=name,
                x=list(x),
                y=list(y),
                mode="lines",
                line={"color": colour, "dash": dash, "width": 2.5},
            )
            for name, x, y, colour, dash in lines
        ]
    )
    figure.update_layout(
        height=360,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis_title="steps of training",
        yaxis={"title": "loss (nats a token)", "rangemode": "tozero"},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        hovermode="x unified",
    )
    figure.update_traces(hovertemplate="%{y:.2f}")
    return figure
