"""Which widgets a hand has not moved, message by message, and what is taken of them."""

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.state.session_state import SessionState

from maskviz.server.stale import UNMOVED, drop_stale, keep_moved, mark, read


def sent(**values):
    message = WidgetStates()
    for name, value in values.items():
        message.widgets.add(id=name, **value if isinstance(value, dict) else {"int_value": value})
    return message


def heard(message):
    return {w.id: w.SerializeToString(deterministic=True) for w in message.widgets}


def unmoved(before, now):
    mark(now, heard(before))
    return read(now)


def left(known, said, still):
    """What remains of a message where the server knows these values."""
    state = SessionState()
    for name, value in known.items():
        state._old_state[name] = value
    for name, value in said.items():
        state._new_widget_state.widget_metadata[name] = None
        state._new_widget_state.set_from_value(name, value)
    drop_stale(state, still)
    return dict(state._new_widget_state.items())


def test_a_widget_that_says_what_it_said_was_not_moved():
    assert unmoved(sent(a=1, b=2), sent(a=1, b=3)) == {"a"}
    assert unmoved(sent(a=1), sent(a=1, new=1)) == {"a"}
    assert unmoved(sent(), sent(a=1)) == set()


def test_where_nothing_moved_somebody_chose_again_what_had_been_replaced():
    assert unmoved(sent(a=1, b=2), sent(a=1, b=2)) == set()


def test_a_button_that_is_pressed_again_was_moved():
    press = {"trigger_value": True}
    assert unmoved(sent(a=1, button=press), sent(a=1, button=press)) == {"a"}


def test_of_two_messages_put_together_nothing_counts_as_unmoved_that_one_of_them_moved():
    first, second = sent(a=2, b=2, c=3), sent(a=2, b=3, c=3)
    mark(first, heard(sent(a=1, b=2, c=3)))
    mark(second, heard(sent(a=2, b=2, c=3)))
    keep_moved(first, second)
    assert read(second) == {"c"}


def test_a_browser_cannot_say_which_are_unmoved():
    forged = sent(a=1, **{UNMOVED: {"string_value": "no list"}})
    mark(forged, heard(sent(a=1)))
    assert read(forged) == set() and [w.id for w in forged.widgets] == ["a"]


def test_what_the_server_has_set_since_stays_where_a_hand_moves_something_else():
    assert left({"mask": "painted", "layer": 1}, {"mask": "causal", "layer": 2}, {"mask"}) == {
        "layer": 2
    }
    # the browser has taken the server's value over, and the hand chose the old one again
    assert left({"mask": "painted", "other": 2}, {"mask": "causal", "other": 2}, {"mask"}) == {
        "mask": "causal",
        "other": 2,
    }
    # set by a run that was stopped before it drew the widget
    assert left({"layer": 1}, {"mask": "causal", "layer": 2}, {"mask"}) == {"layer": 2}
