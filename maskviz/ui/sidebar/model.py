"""How the model uses the mask: combined with what, in which layers, how it blocks."""

import streamlit as st

from maskviz.masks.biases import BIASES
from maskviz.models import PLANS, Shipped, devices
from maskviz.settings.declared import CONTROLS, NO_BIAS, Settings
from maskviz.settings.fills import FILLS
from maskviz.ui import state
from maskviz.ui.kit.controls import parameter_control
from maskviz.ui.shell import DEVICE
from maskviz.ui.sidebar.whose import layer_patterns
from maskviz.ui.state import control
from maskviz.ui.state.asking import ask_page, draw_page
from maskviz.ui.state.hidden import is_fixed, is_hidden
from maskviz.ui.state.slots import current_part

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
WITH_NUMBER = ("add", "write")
IN_MODEL = (
    *("and_causal", "and_padding", "position_ids", "layers", "divide", "blocking", "bias"),
    *("precision", "device"),
)
DIVIDE = {"head": "√ head width", "nothing": "Nothing", "model": "√ model width"}


def choose_model() -> None:
    """Which model reads; those of one shelf keep the text and the masks."""
    titles = {name: plan.title for name, plan in PLANS.items()}
    name = control(
        st.selectbox,
        "Model",
        list(titles),
        key="model",
        format_func=titles.get,
        on_change=change_model,
    )
    if not is_fixed("model"):
        st.caption(PLANS[name].sentence)


def change_model() -> None:
    """Put the old model's texts and masks on its shelf and take the new one's from its own."""
    old, new = state.kept("model"), st.session_state.get("model")
    if new not in PLANS or PLANS[old].shelf == PLANS[new].shelf:
        return
    shelf = state.extra("shelf")
    shelf[PLANS[old].shelf] = state.settings()
    found = shelf.get(PLANS[new].shelf) or Settings.of(**PLANS[new].opening)
    state.load(found.but(model=new))


def take_model(name: str) -> None:
    """Another model from a button inside the part of a page that is drawn alone."""
    if is_fixed("model"):
        return
    st.session_state["model"] = name
    change_model()
    state.put(model=name)
    ask_page()


def choose_part(shipped: Shipped) -> None:
    """Which attention is looked at and masked, where the model has several."""
    titles = {part.name: part.title for part in shipped.plan.parts}
    if len(titles) > 1:
        control(
            st.segmented_control,
            "Attention",
            list(titles),
            key="part",
            format_func=titles.get,
            required=True,
            on_change=forget_cell,
            help="Encoder: the source reads itself. Decoder: the answer reads itself. Cross: the "
            "answer reads the source. Each keeps its own mask.",
        )


def forget_cell() -> None:
    state.set_extra("locked", None)


def model_controls(shipped: Shipped) -> None:
    own = current_part().own
    if "causal" in own:
        control(
            st.toggle,
            "And causal",
            key="and_causal",
            alone=True,
            help="Keep the model's own causal mask where yours reads the future. Off, predictions "
            "may have read the answer.",
        )
    if "key_padding" in own:
        control(
            st.toggle,
            "And padding",
            key="and_padding",
            alone=True,
            help="Padding is never read, whatever the mask.",
        )
    if shipped.plan.counted:
        control(
            st.toggle,
            "Position ids",
            key="position_ids",
            alone=True,
            help="Positions count from the first real token. Off, left padding moves every token "
            "to a position it does not have: this model learned a vector for each.",
        )
    layers = list(range(shipped.shape.layers))
    control(
        st.multiselect,
        "Layers with this mask",
        layers,
        key="layers",
        alone=True,
        help="The others keep the model's own mask.",
    )
    layer_patterns(shipped.shape.layers)
    labels = {"format_func": DIVIDE.get, "help": "What q·k is divided by before the softmax."}
    control(st.selectbox, "Divide by", list(DIVIDE), key="divide", alone=True, **labels)
    labels = {"format_func": BLOCKING.get, "help": BLOCKING_HELP}
    ways = list(BLOCKING)
    how = control(st.selectbox, "Blocked scores", ways, key="blocking", alone=same_number, **labels)
    if how in WITH_NUMBER:
        labels = {"help": "finfo.min is the lowest number of the number format below."}
        control(st.select_slider, "The number", list(FILLS), key="fill", alone=True, **labels)
    bias_controls()
    formats = list(CONTROLS["precision"].kind.options)
    control(st.selectbox, "Number format", formats, key="precision", alone=True)
    if len(devices()) > 1 and not is_hidden("device"):
        options = {"required": True, "on_change": draw_page}
        st.segmented_control("Runs on", devices(), key=DEVICE, **options)


def same_number(before: str, after: str) -> bool:
    """Whether two ways of blocking both ask for a number, or neither."""
    return (before in WITH_NUMBER) == (after in WITH_NUMBER)


def bias_controls() -> None:
    """What is done to the scores besides the mask, with its numbers."""
    titles = {NO_BIAS: "Nothing"} | {name: bias.title for name, bias in BIASES.items()}
    told = "Not a mask: a number that changes scores and blocks nobody. It holds in the layers that"
    name = control(
        st.selectbox,
        "Besides the mask",
        list(titles),
        key="bias",
        format_func=titles.get,
        help=f"{told} have the mask.",
    )
    if name == NO_BIAS:
        return
    if not is_fixed("bias"):
        st.caption(BIASES[name].sentence)
    for parameter in BIASES[name].controls:
        parameter_control(name, parameter)
    if name != "sink":
        control(
            st.toggle,
            "After the mask",
            key="bias_after",
            alone=True,
            help="Off: first the scores are changed, then blocked. On: the other way round; a cap "
            "then makes a mere number of −∞, and blocked keys get weight.",
        )
