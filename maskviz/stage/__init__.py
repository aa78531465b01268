"""The stage: one canvas component that draws the five stages of an attention head side by side."""

from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager

from maskviz.stage.inline import joined

PROJECT = "maskviz"  # the [project] name under which pyproject.toml declares the components


def sources(name: str, script: str, style: str) -> dict[str, str]:
    """What Streamlit is given for a component: file names when it can serve them, else the text.

    Files are served when the distribution is installed (also editable) and its pyproject.toml
    declares the component with `asset_dir`; then a message does not carry the script.
    """
    if get_bidi_component_manager().get_component_asset_root(f"{PROJECT}.{name}"):
        return {"js": script, "css": style}
    return {"js": joined(script), "css": joined(style)}


def register(name: str, script: str, style: str) -> Callable[..., Mapping[str, Any]]:
    """A component whose script and style lie in `assets/`; call the result to mount it.

    It is registered when it is first mounted, not when it is imported: which files can be served is
    known to the running server, and every AppTest brings a server of its own.
    """
    servers: WeakKeyDictionary[Any, dict[str, Callable]] = WeakKeyDictionary()

    def mount(**arguments: Any) -> Mapping[str, Any]:
        made, full = servers.setdefault(get_bidi_component_manager(), {}), f"{PROJECT}.{name}"
        if full not in made:
            found = sources(name, script, style)
            made[full] = st.components.v2.component(full, js=found["js"], css=found["css"])
        return made[full](**arguments)

    return mount


canvas = register("stage", "board/stage.js", "board/stage.css")


def nothing() -> None:
    """What a change calls when nobody listens; the value is kept all the same."""


def stage(
    message: bytes,
    *,
    key: str = "stage",
    default: Mapping[str, Any] | None = None,
    on_locked: Callable[[], None] = nothing,
    on_paint: Callable[[], None] = nothing,
    on_head: Callable[[], None] = nothing,
) -> Mapping[str, Any]:
    """Draw a scene (see `scene_message`) and tell what was done to it.

    State, kept by the browser: `locked` is {"q": int, "k": int} in absolute positions or None;
    `paint` is the book {slot: {"base": str, "flips": [q * 2048 + k, …]}}, with painted biases also
    "biases": [[bias, [cell, …]], …]; slots with neither are left out. Trigger, for one run: `head`,
    the number of the thumbnail that was clicked.
    """
    return canvas(
        key=key,
        data=message,
        default={"locked": None, "paint": {}, **(default or {})},
        on_locked_change=on_locked,
        on_paint_change=on_paint,
        on_head_change=on_head,
    )
