"""The sidebar: every control, in the order in which a question is asked. Only what matters now."""

import streamlit as st

from maskviz.models import PLANS, Shipped
from maskviz.settings.declared import NO_BIAS, Settings
from maskviz.settings.presets import PRESETS
from maskviz.ui import state
from maskviz.ui.board.opened import USED, keep, opened
from maskviz.ui.sidebar.mask import mask_controls
from maskviz.ui.sidebar.model import IN_MODEL, choose_model, choose_part, model_controls
from maskviz.ui.sidebar.texts import lengths, text
from maskviz.ui.sidebar.whose import part_heads
from maskviz.ui.state import control
from maskviz.ui.state.hidden import is_fixed, is_hidden, unless_hidden

OUTPUTS = {
    "head": "This head",
    "concatenated": "All heads, concatenated",
    "projected": "After the output projection",
}


def sidebar(shipped: Shipped) -> None:
    """Draw all controls. What they say was read when the run began, so this may come last."""
    if is_hidden("sidebar"):
        return
    with st.sidebar:
        choose_model()
        example()
        text(shipped)
        lengths(shipped)
        choose_part(shipped)
        with st.container(key="masks"):  # comes first on a phone: server/phone.css
            mask_controls(shipped)
        view(shipped)
        if not all(map(is_fixed, IN_MODEL)):
            in_model(shipped)
        if not is_hidden("reset"):
            st.button("Reset everything", on_click=unless_hidden("reset", reset), width="stretch")


def in_model(shipped: Shipped) -> None:
    """How the model uses the mask, where it is unfolded; a bias unfolds it."""
    if USED not in st.session_state:
        st.session_state[USED] = USED in opened() or state.kept("bias") != NO_BIAS
    box = st.expander("The whole model", key=USED, on_change=keep, args=(USED,))
    if box.open:
        with box:
            model_controls(shipped)


def model_alone() -> None:
    """The sidebar of a page that cannot show its model: another may be chosen."""
    if not is_hidden("sidebar"):
        with st.sidebar:
            choose_model()


def reset() -> None:
    model = state.kept("model")
    state.load(Settings.of(model=model, **PLANS[model].opening))
    st.session_state["example"] = None


def example() -> None:
    if is_hidden("example"):
        return
    st.selectbox(
        "Example",
        list(PRESETS),
        index=None,
        format_func=lambda name: PRESETS[name].title,
        placeholder="Open an example",
        key="example",
        on_change=unless_hidden("example", open_example),
    )


def open_example() -> None:
    """Start from the first screen, then set what the example sets; painted masks stay."""
    preset = PRESETS.get(st.session_state["example"])
    if preset is None:
        return
    book = state.extra("book")
    state.load(Settings.of(**preset.values, book=book, picks=preset.picks))
    if preset.values.get("each"):
        part_heads()


def view(shipped: Shipped) -> None:
    layers = list(range(shipped.shape.layers))
    told = {"help": "Layers count from 0, as in code.", "required": True}
    alone = not state.kept("each_layer")
    control(st.segmented_control, "Layer", layers, key="layer", alone=alone, **told)
    shown = {"format_func": OUTPUTS.get, "alone": True}
    control(st.selectbox, "Output shows", list(OUTPUTS), key="output", **shown)
