"""What a browser says of a widget: its value, in the field that its kind has."""

from typing import Any

from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire.tree import Node

# kind of element -> field of its value; sliders and numbers ask their own element
FIELDS = {
    "selectbox": "string_value",
    "radio": "string_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "checkbox": "bool_value",
    "expandable": "bool_value",
    "popover": "bool_value",
    "tab_container": "string_value",
    "button_group": "string_array_value",
    "multiselect": "string_array_value",
    "button": "trigger_value",
    "download_button": "trigger_value",
    "menu_button": "string_trigger_value",
    "file_uploader": "file_uploader_state_value",
}
TRIGGERS = ("trigger_value", "string_trigger_value", "json_trigger_value")


def field_of(node: Node) -> str:
    """Where a widget of this kind has its value; "" for what is none."""
    if node.kind == "slider":
        listed = node.body.type == Slider.SELECT_SLIDER
        return "string_array_value" if listed else "double_array_value"
    if node.kind == "number_input":
        return "int_value" if node.body.data_type == NumberInput.INT else "double_value"
    return FIELDS.get(node.kind, "") if node.id else ""


def options_of(node: Node) -> list[str]:
    """What can be chosen."""
    if isinstance(node.body, ButtonGroup):
        return [option.content for option in node.body.options]
    return list(getattr(node.body, "options", ()))


def said(name: str, field: str, value: Any) -> WidgetState:
    """A widget's value; None clears it."""
    state = WidgetState(id=name)
    if value is None:
        return state
    if field == "string_trigger_value":
        state.string_trigger_value.data = value
    elif field == "file_uploader_state_value":
        state.file_uploader_state_value.CopyFrom(value)
    elif field.endswith("_array_value"):
        values = list(value) if isinstance(value, (list, tuple)) else [value]
        getattr(state, field).SetInParent()
        getattr(state, field).data.extend(values)
    else:
        setattr(state, field, value)
    return state


def shown(node: Node) -> Any:
    """The value with which an element arrives: what the server set, or its default."""
    body, given = node.body, getattr(node.body, "set_value", False)
    match node.kind:
        case "slider" if body.type == Slider.SELECT_SLIDER:
            return list(body.raw_value) if given else [body.options[int(i)] for i in body.default]
        case "slider":
            return list(body.value if given else body.default)
        case "selectbox" | "radio":
            if given:
                return body.raw_value if body.HasField("raw_value") else None
            return body.options[body.default] if body.HasField("default") else None
        case "button_group" | "multiselect":
            options = options_of(node)
            return list(body.raw_values) if given else [options[i] for i in body.default]
        case "checkbox":
            return body.value if given else body.default
        case "number_input" | "text_input" | "text_area":
            name = "value" if given else "default"
            found = getattr(body, name) if body.HasField(name) else None
            return int(found) if found is not None and field_of(node) == "int_value" else found
        case "expandable" if body.HasField("expanded"):
            return body.expanded
    return None
