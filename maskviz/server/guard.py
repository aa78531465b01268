"""The one place where Streamlit's inside is changed; each change has a test that knows what it was.

There is no public way to any of these: Streamlit takes what a browser sends at its word.
"""

from collections.abc import Callable
from types import ModuleType

from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.session_state import SessionState

from maskviz.server import values
from maskviz.server.faults import shorten
from maskviz.server.messages import Doorkeeper
from maskviz.server.runs import Runner
from maskviz.server.theme import put_together_once

_changed: set[str] = set()


def guard() -> None:
    """Check what browsers send from now on; called before the server answers."""
    change(app_session, "ScriptRunner", lambda _: Runner)
    shorten()
    change(app_session, "_populate_theme_msg", put_together_once)
    change(AppSession, "handle_backmsg", check_messages)
    change(SessionState, "set_widgets_from_proto", check_values)
    change(SessionState, "_set_widget_metadata", check_again)


def change(owner: type | ModuleType, name: str, by: Callable[[Callable], Callable]) -> None:
    """Put what is made of a function in its place, once a process."""
    place = f"{owner.__name__}.{name}"
    if place not in _changed:
        _changed.add(place)
        setattr(owner, name, by(getattr(owner, name)))


def check_messages(obey: Callable) -> Callable:
    doorkeeper = Doorkeeper(obey)
    return lambda session, msg: doorkeeper.handle(session, msg)


def check_values(set_all: Callable) -> Callable:
    return lambda state, widget_states: values.take(state, widget_states, set_all)


def check_again(set_one: Callable) -> Callable:
    return lambda state, widget_metadata: values.draw(state, widget_metadata, set_one)
