"""How much of a copy survives a mask, for every size of the mask."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from maskviz.analysis.figures.colours import Palette

LINES = ("solid", "dash", "dot", "dashdot")
SIGNS = ("circle", "square", "diamond", "cross")  # so that no line is known by its colour alone


def copy_curves(
    accuracies: Mapping[str, Sequence[float]],
    parameter: str,
    value: int | None,
    chance: float,
    palette: Palette,
) -> go.Figure:
    """Accuracy of the second copy against a mask's parameter, one line a sequence length.

    accuracies  symbols in a sequence -> accuracy (0 to 1) at the values 1, 2, 3, …
    value       what is set now: a line across, and a mark on each curve that reaches it
    chance      the accuracy of blind guessing, dotted
    """
    figure = go.Figure()
    for i, (length, found) in enumerate(accuracies.items()):
        sizes = [11 if x == value else 4 for x in range(1, len(found) + 1)]
        figure.add_scatter(
            name=length,
            x=list(range(1, len(found) + 1)),
            y=list(found),
            mode="lines+markers",
            line={"dash": LINES[i % len(LINES)], "width": 2},
            marker={"size": sizes, "symbol": SIGNS[i % len(SIGNS)], "opacity": 1},
            hovertemplate=f"{parameter} %{{x}}: %{{y:.1%}}<extra>{length} symbols</extra>",
        )
    figure.add_hline(y=chance, line={"color": palette.plain, "width": 1, "dash": "dot"})
    longest = max(map(len, accuracies.values()))
    if value is not None and value <= longest:
        figure.add_vline(x=value, line={"color": palette.plain, "width": 2}, layer="below")
    figure.update_layout(
        height=280,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"title": f"{parameter} (tokens)", "range": [0.5, longest + 0.5], "nticks": 12},
        yaxis={"title": "second copy right", "tickformat": ".0%", "range": [-0.04, 1.06]},
        legend={"title": "symbols", "orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    return figure
