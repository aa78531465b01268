"""A page with nothing but the board and what it told, as the playground mounts it.

?n=8&window=4&inline=1; with `inline` the script is sent as text. The slider moves the window.
"""

import json
from functools import partial
from typing import Any

import streamlit as st

import maskviz.stage.component
from maskviz.stage.board import board, board_message
from maskviz.ui.board.board import PRESSED
from maskviz.ui.kit.taken import taken, taking
from tests.stage import scenes
from tests.stage.boards import WORDS, board_parts

st.set_page_config(layout="wide")
asked = st.query_params
maskviz.stage.component.PROJECT = "undeclared" if asked.get("inline") else "maskviz"
told = st.session_state.setdefault("told", [])


def note(name: str, value: Any) -> None:
    told.append([name, value])
    if name == "lacks":
        st.session_state["held"] = {}


def state(name: str) -> None:
    note(name, st.session_state["board"][name])


window = st.sidebar.slider("Window", 1, 8, int(asked.get("window", 4)))
hand = st.session_state.get("board", {})
parts = board_parts(
    scenes.example(int(asked.get("n", 8)), window=window),
    words=WORDS | {"title": f"Window both ways, window {window}, and causal"},
    hand={"locked": hand.get("locked"), "book": hand.get("paint") or {}},
)
held = st.session_state.get("held", {})
message, st.session_state["held"] = board_message(
    parts, held, None, f"Window {window}", taken("board")
)
states = {name: partial(state, name) for name in ("locked", "paint")}
takes = {name: partial(note, name) for name in PRESSED}
board(message, told={**states, "told": taking("board", takes)})
st.code(json.dumps(told, sort_keys=True, ensure_ascii=False), language=None)
