"""The control of one declared parameter: a switch, a slider where a finger can set it, a number."""

import streamlit as st

from maskviz.masks.spec import Flag, Int, Parameter
from maskviz.ui import state
from maskviz.ui.state import control

SLIDER_TOP = 64  # a slider that runs to 256 cannot be set to 5 with a finger


def parameter_control(mask: str, parameter: Parameter) -> None:
    kind, key = parameter.kind, f"{mask}.{parameter.name}"
    if isinstance(kind, Flag):
        control(st.toggle, parameter.label, key=key, help=kind.help)
    elif isinstance(kind, Int) and state.kept(key) <= min(kind.high, SLIDER_TOP) < kind.high:
        top = min(kind.high, SLIDER_TOP)
        control(st.slider, parameter.label, kind.low, top, key=key, step=kind.step, help=kind.help)
    else:
        bounds = {"min_value": kind.low, "max_value": kind.high, "step": kind.step}
        control(st.number_input, parameter.label, key=key, help=kind.help, **bounds)
