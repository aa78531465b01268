"""A page with a widget of each type, behind the same guard as the app, without torch."""

import time
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from maskviz.server.guard import guard
from maskviz.server.housekeeping import housekeeping
from maskviz.server.rehearsal import rehearse
from maskviz.server.uploads import Uploads

PICTURE = "export default ({ setTriggerValue }) => {}"


def counted(name: str) -> None:
    st.session_state[name] = st.session_state.get(name, 0) + 1


@st.cache_resource
def loaded() -> list[int]:
    return []


@st.cache_resource
def crowd(name: str) -> dict[str, int]:
    """How many runs of a name are in the page now, and how many were at most."""
    return {"now": 0, "most": 0}


def page() -> None:
    """With `hold` in the address a run takes so many seconds and makes no step."""
    here = crowd(st.query_params.get("crowd", ""))
    here["now"] += 1
    here["most"] = max(here.values())
    try:
        time.sleep(float(st.query_params.get("hold", "0.005")))
    finally:
        here["now"] -= 1
    st.markdown(f"most {here['most']}")
    picture = st.components.v2.component("little.picture", js=PICTURE)
    loads = loaded()
    counted("runs")
    values = [
        st.slider("Slider", 0, 9, 3, key="slider", on_change=counted, args=("slid",)),
        st.number_input("Number", 0, 9, 4, key="number"),
        st.text_input("Text", "five", key="text"),
        st.checkbox("Box", key="box"),
        st.pills("Pills", ["a", "b"], key="pills"),
        st.selectbox("Select", ["x", "y"], key="select"),
        st.button("Button", key="button", on_click=counted, args=("clicked",)),
    ]
    picture(
        key="picture",
        on_head_change=lambda: counted("heads"),
        on_row_change=lambda: counted("rows"),
    )
    told = {name: st.session_state.get(name, 0) for name in ("runs", "slid", "clicked")}
    told |= {name: st.session_state.get(name, 0) for name in ("heads", "rows")}
    if unreadable := st.query_params.get("fail"):
        int(unreadable)
    if st.query_params.get("files"):
        st.file_uploader("File", key="file")
    st.markdown(f"values {values}")
    st.markdown(f"told {told}")
    if not loads:
        loads.append(0)
        st.markdown("loaded anew")


@asynccontextmanager
async def lifespan(_app):
    guard()
    await rehearse(st.runtime.get_instance(), ["", "nowhere"])
    async with housekeeping(st.runtime.get_instance(), lambda: None):
        yield


if st.runtime.exists():
    page()
else:
    app = st.App("little.py", lifespan=lifespan, middleware=[Middleware(Uploads)])
