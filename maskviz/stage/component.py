"""Components of the app whose scripts are served as files or sent as text."""

from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from maskviz.stage.inline import joined

PROJECT = "maskviz"  # the [project] name under which pyproject.toml declares the components


def manager() -> Any:
    """What knows the components of the running server.

    Streamlit is imported when a component is drawn: messages are also made where there is none.
    """
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager

    return get_bidi_component_manager()


def sources(name: str, script: str, style: str) -> dict[str, str]:
    """What Streamlit is given for a component: file names when it can serve them, else the text.

    Files are served when the distribution is installed (also editable) and its pyproject.toml
    declares the component with `asset_dir`; then a message does not carry the script.
    """
    if manager().get_component_asset_root(f"{PROJECT}.{name}"):
        return {"js": script, "css": style}
    return {"js": joined(script), "css": joined(style)}


def register(name: str, script: str, style: str) -> Callable[..., Mapping[str, Any]]:
    """A component whose script and style lie in `assets/`; call the result to mount it.

    It is registered when it is first mounted, not when it is imported: which files can be served is
    known to the running server, and every AppTest brings a server of its own.
    """
    servers: WeakKeyDictionary[Any, dict[str, Callable]] = WeakKeyDictionary()

    def mount(**arguments: Any) -> Mapping[str, Any]:
        made, full = servers.setdefault(manager(), {}), f"{PROJECT}.{name}"
        if full not in made:
            found = sources(name, script, style)
            import streamlit as st

            made[full] = st.components.v2.component(full, js=found["js"], css=found["css"])
        return made[full](**arguments)

    return mount


def nothing() -> None:
    """What a change calls when nobody listens; the value is kept all the same."""
