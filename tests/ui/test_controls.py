"""One control of a kind serves every page: which widget it is, and that it takes what it should."""

import pytest
from streamlit.testing.v1 import AppTest

from maskviz.masks.kinds import Flag, Int, Option

SIDE = Option(("left", "right"), "A side.")


def script(kind, value, way):
    import streamlit as st

    from maskviz.ui.kit.controls import control_of, own_control
    from maskviz.ui.state.page import begun, ended

    widget, options = control_of(kind, value, way=way)
    st.session_state["own"] = value
    widget("Own", key="own", **options)
    begun()
    st.markdown(repr(own_control(kind, "Bound", value, way=way, key="bound")))
    assert not ended({"bound": kind}, "")


def drawn(kind, value, way="slide"):
    page = AppTest.from_function(script, args=(kind, value, way)).run()
    assert not page.exception
    return page


@pytest.mark.parametrize(
    ("kind", "value", "way", "widget"),
    [
        (Int(1, 256, ""), 5, "slide", "slider"),
        (Int(1, 256, ""), 65, "slide", "number_input"),
        (Int(0, 9, ""), 5, "slide", "number_input"),
        (Int(1, 256, ""), 5, "typed", "number_input"),
        (Int(1, 256, ""), 5, "narrow", "number_input"),
        (Int(0, 16, ""), 3, "listed", "select_slider"),
        (Flag(""), 1, "slide", "toggle"),
        (SIDE, "right", "slide", "segmented_control"),
        (SIDE, "right", "listed", "segmented_control"),
    ],
)
def test_the_widget_of_a_kind(kind, value, way, widget):
    page = drawn(kind, value, way)
    for key in ("own", "bound"):
        assert getattr(page, widget)(key=key).value == value
    assert page.markdown[0].value == repr(value)


def test_a_switch_is_given_back_as_a_number():
    page = drawn(Flag(""), 0)
    page.toggle(key="bound").set_value(True).run()
    assert page.markdown[0].value == "1"


def test_an_option_cannot_be_clicked_away():
    page = drawn(SIDE, "left")
    page.segmented_control(key="bound").set_value("right").run()
    assert page.markdown[0].value == "'right'"
    assert all(control.proto.required for control in page.segmented_control)
