"""How widely each head looks, under the mask and under the model's own."""

import streamlit as st

from maskviz.analysis.effect import spread, usual_spread
from maskviz.analysis.view import View
from maskviz.ui.kit.palette import seen


def show_entropy(view: View) -> None:
    from maskviz.analysis.figures.entropy import (
        entropy_bars,  # plotly takes a second; who opens this pays
    )

    chart = entropy_bars(spread(view), usual_spread(view), view.usual_mask, seen())
    st.plotly_chart(chart, key="entropy", config={"displayModeBar": False})
    st.caption("0 bits: one key takes all. One bit more: twice as many keys, evenly.")
