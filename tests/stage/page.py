"""A page with nothing but a board that has a stage, and what it told; the query chooses the scene.

?n=8&queries=8&kind=empty|nan|leak|attack|padding|cross|alibi|capped|sunk|causes&inline=1; with
`inline` the script is sent as text; another kind is a recipe's: add, write, after, renormalised.
"""

import json
from dataclasses import replace
from typing import get_args

import streamlit as st

import maskviz.stage.component
from maskviz.models.attention import Blocking
from maskviz.stage.board import board, board_message
from maskviz.stage.pack import as_json
from maskviz.stage.scene import scene_message
from maskviz.ui.kit.taken import taken, taking
from tests.stage import scenes


def look_at(head: int) -> None:
    st.session_state["head"] = head


st.set_page_config(layout="wide")
asked = st.query_params
n = int(asked.get("n", 8))
queries = int(asked.get("queries", n))
if asked.get("kind") == "cross":
    scene = scenes.crossed(queries, n)
else:
    scene = scenes.example(n, queries=queries)
kind = {
    "empty": scenes.with_empty_row,
    "nan": scenes.with_nan,
    "leak": scenes.with_leak,
    "attack": scenes.with_attack,
    "padding": scenes.with_padding,
    "alibi": scenes.with_alibi,
    "capped": scenes.with_late_cap,
    "sunk": scenes.with_sink,
    "causes": scenes.with_causes,
}.get(asked.get("kind"))
scene = kind(scene) if kind else scene
if (blocking := asked.get("kind")) in get_args(Blocking):
    scene = scenes.with_recipe(scene, blocking, -1e4)

told = st.session_state.get("board", {})
book, head = told.get("paint") or {}, st.session_state.get("head")
if page := book.get(scene.slot):
    scene = scenes.painted(scene, page)
scene = replace(scene, head=head or 0)

if asked.get("inline"):  # no manifest declares this name, so that no file can be served
    maskviz.stage.component.PROJECT = "undeclared"
else:
    maskviz.stage.component.PROJECT = "maskviz"
hand = {"locked": told.get("locked"), "book": book}
parts = {"stage": scene_message(scene), "hand": as_json(hand)}
message, _ = board_message(parts, {}, None, "The stage", taken("board"))
result = board(message, told={"told": taking("board", {"head": look_at})})
done = {name: result.get(name) for name in ("locked", "paint")} | {"head": head}
st.code(json.dumps(done, sort_keys=True, ensure_ascii=False), language=None)
