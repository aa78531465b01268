"""The control of a parameter, by its kind alone: every page that sets one asks here."""

from collections.abc import Callable, Mapping
from typing import Any, assert_never

import streamlit as st

from maskviz.masks.kinds import Adjustable, Flag, Int, Option
from maskviz.masks.spec import Parameter
from maskviz.settings.kinds import Choice
from maskviz.ui import state
from maskviz.ui.state import control
from maskviz.ui.state.page import page_control

SLIDER_TOP = 64  # a slider that runs to 256 cannot be set to 5 with a finger
NARROW = 118  # pixels of a number among others


def control_of(
    kind: Adjustable, value: Any, place: Any = st, *, way: str = "slide"
) -> tuple[Callable, dict[str, Any]]:
    """The widget of a place that sets a value of this kind, and its options but label and key.

    way  how a number is set: by a "slide" where a finger can set it, "typed", typed in a "narrow"
         box, or "listed", a slider over every value
    """
    match kind:
        case Flag():
            return place.toggle, {"help": kind.help}
        case Option(names=names):
            return place.segmented_control, {"options": names, "required": True, "help": kind.help}
        case Int(low=low, high=high) if way == "listed":
            return place.select_slider, {"options": range(low, high + 1), "help": kind.help}
        case Int(low=low, high=high, step=step):
            top = min(high, SLIDER_TOP)
            bounds = {"min_value": low, "max_value": high, "step": step, "help": kind.help}
            if way == "slide" and value <= top < high:
                return place.slider, {**bounds, "max_value": top}
            return place.number_input, bounds | ({"width": NARROW} if way == "narrow" else {})
        case other:
            assert_never(other)


def own_control(
    kind: Adjustable, label: str, value: Any, place: Any = st, *, way: str = "typed", **options: Any
) -> Any:
    """A control of a page's own, which the address bar holds; it starts at a value."""
    widget, own = control_of(kind, value, place, way=way)
    return page_control(widget, label, kind, value, **own, **options)


def named_choice(
    label: str,
    titles: Mapping[str, str],
    *,
    key: str,
    help: str | None = None,
    widget: Callable = st.segmented_control,
    **options: Any,
) -> str:
    """One of a few, by their titles, side by side; the first at first. The address bar holds it.

    widget  st.pills for titles that have to stand in several lines on a phone
    """
    names = tuple(titles)
    return page_control(
        widget,
        label,
        Choice(names),
        names[0],
        options=names,
        format_func=titles.get,
        required=True,
        key=key,
        help=help,
        **options,
    )


def parameter_control(mask: str, parameter: Parameter) -> None:
    """The control of one parameter in the sidebar."""
    key = f"{mask}.{parameter.name}"
    kind = parameter.kind
    widget, options = control_of(kind, state.kept(key))

    def same_widget(before: Any, after: Any) -> bool:
        return control_of(kind, before)[0] == control_of(kind, after)[0]

    control(widget, parameter.label, key=key, alone=same_widget, **options)
