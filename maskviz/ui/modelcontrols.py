"""How the model uses the mask: combined with what, in which layers, how it blocks."""

import streamlit as st

from maskviz.models import Shipped, devices
from maskviz.settings import CONTROLS, FILLS
from maskviz.ui.state import control

DEVICE = "device"  # of this server, so not part of a link
BLOCKING = {
    "sdpa": "−∞, as SDPA does",
    "infinity": "−∞, written out",
    "add": "Add a number",
    "write": "Write a number",
    "zero": "Score 0",
    "after": "Zero after the softmax",
    "renormalised": "Zero after, renormalised",
}
BLOCKING_HELP = (
    "What a blocked cell becomes. SDPA writes −∞ and gives an empty row zeros; written out, an "
    "empty row is NaN. The others are common mistakes: look at what they do to the weights."
)
DIVIDE = {"head": "√ head width", "nothing": "Nothing", "model": "√ model width"}


def model_controls(shipped: Shipped) -> None:
    control(
        st.toggle,
        "And causal",
        key="and_causal",
        help="Keep the model's own causal mask where yours reads the future. Off, predictions "
        "may have read the answer.",
    )
    control(
        st.toggle,
        "And padding",
        key="and_padding",
        help="Padding is never read, whatever the mask.",
    )
    layers = list(range(shipped.shape.layers))
    control(
        st.multiselect,
        "Layers with this mask",
        layers,
        key="layers",
        help="The others stay causal.",
    )
    labels = {"format_func": DIVIDE.get, "help": "What q·k is divided by before the softmax."}
    control(st.selectbox, "Divide by", list(DIVIDE), key="divide", **labels)
    labels = {"format_func": BLOCKING.get, "help": BLOCKING_HELP}
    how = control(st.selectbox, "Blocked scores", list(BLOCKING), key="blocking", **labels)
    if how in ("add", "write"):
        control(st.select_slider, "The number", list(FILLS), key="fill")
    formats = list(CONTROLS["precision"].kind.options)
    control(st.selectbox, "Number format", formats, key="precision")
    if len(devices()) > 1:
        st.segmented_control("Runs on", devices(), key=DEVICE, required=True)
