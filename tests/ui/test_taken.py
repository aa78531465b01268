"""What is done to a component is taken once and in its order, whatever message it comes in."""

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from maskviz.ui.kit.taken import taken, taking

PAGE, PART = RerunData(), RerunData(fragment_id_queue=["part"])


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    return st.session_state


@pytest.fixture
def pressed(session):
    """Gives a component a message, and gives back what was taken of it."""
    done = []

    def press(count, *presses):
        session["it"] = {"told": {"count": count, "presses": [["go", each] for each in presses]}}
        done.clear()
        taking("it", {"go": done.append})()
        return done

    return press


def test_a_message_says_again_what_had_no_answer_and_none_of_it_is_taken_twice(pressed):
    assert pressed(1, "a") == ["a"]
    assert pressed(3, "a", "b", "c") == ["b", "c"]  # the message with b was never seen
    assert pressed(3, "c") == []
    assert pressed(4, "d") == ["d"] and taken("it") == 4


def test_a_server_that_began_anew_takes_what_it_is_told_now(pressed):
    assert pressed(18, "r") == ["r"] and taken("it") == 18


NO_PRESS = (
    *(None, "go", [], {}),
    {"count": True, "presses": []},
    {"count": 2.5, "presses": [["go", 1]]},
    {"count": 2**60, "presses": [["go", 1]]},
    {"count": 1, "presses": "go"},
    {"count": 3, "presses": [["come", 1], "go", ["go"], [["go"], 1], None]},
)


@pytest.mark.parametrize("message", NO_PRESS)
def test_what_is_no_press_does_nothing(session, message):
    session["it"] = {"told": message}
    taking("it", {"go": lambda _: pytest.fail("it was taken")})()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([PART], PART),
        ([PAGE, PART], PAGE),
        ([PART, PAGE, PART], PAGE),
        ([PART, None], None),
        ([None, PAGE], PAGE),
        ([None], None),
    ],
)
def test_the_widest_of_what_several_presses_ask_for_is_drawn(session, asked, found):
    """Each is taken although one before it ended the callback."""
    done = []

    def take(place):
        done.append(place)
        if asked[place] is not None:
            raise RerunException(asked[place])

    presses = [["go", place] for place in range(len(asked))]
    session["it"] = {"told": {"count": len(asked), "presses": presses}}
    try:
        taking("it", {"go": take})()
        drawn = None
    except RerunException as wish:
        drawn = wish.rerun_data
    assert drawn is found and done == [*range(len(asked))]
