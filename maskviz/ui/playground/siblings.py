"""What the same mask does to a model of the same kind: its loss beside this one's."""

import streamlit as st

from maskviz.analysis.baseline import baseline
from maskviz.analysis.effect import loss_beside
from maskviz.analysis.view import View
from maskviz.models import PLANS, WeightsError
from maskviz.ui.board.answers import told
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import model


def siblings(view: View) -> list[str]:
    """The models that read the same text with the same masks."""
    plan, name = view.shipped.plan, view.shipped.name
    return [other for other, p in PLANS.items() if p.shelf == plan.shelf and other != name]


def siblings_title(view: View) -> str:
    found = siblings(view) if view.shipped.plan.predicts_next else []
    return f"The loss of {' and '.join(found)}" if found else ""


def show_siblings(view: View) -> None:
    """A second run for each, so only where it is asked for."""
    for other in siblings(view):
        try:
            sibling = model(other, view.shipped.device)
        except WeightsError as error:
            st.markdown(f"**{other}** cannot be compared: {plain(str(error))}.")
            continue
        usual_loss = baseline(sibling, view.ids, view.real).loss
        st.markdown(
            f"**{other}**: {told(loss_beside(view, sibling))} with this mask; "
            f"{told(usual_loss)} with {plain(view.usual_mask)}."
        )
