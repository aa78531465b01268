"""Which mask is stored, and in tiles of what side; every control is a part of the address."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.kinds import Value
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Mask, Parameter
from maskviz.matrices.storage import TILE
from maskviz.matrices.storage.examples import example_facts, told
from maskviz.stage.big import LARGEST
from maskviz.ui.kit.controls import bound_control
from maskviz.ui.kit.maskmenu import is_heading, mask_menu, shown
from maskviz.ui.kit.words import plain

FIRST, TOKENS = "sliding_window", 1_024
TILES = (8, 16, 32, 64, 128, 256)
WRITTEN = "storage_written"  # the mask that the address bar holds
SEEN = "storage_seen"  # whether the address has been read in this session


@dataclass(frozen=True)
class Choice:
    """A mask with its numbers, its matrix, bool (token, token), and the side of a tile."""

    call: MaskCall
    cells: np.ndarray
    tile: int


def choose() -> Choice:
    """The controls, and what they say; what the address asked for in vain is told."""
    first = not st.session_state.get(SEEN)
    st.session_state[SEEN] = True
    asked = dict(st.query_params) if first else {}
    masks = dict(MASKS)
    left, middle, right = st.columns([0.5, 0.25, 0.25])
    name = ask_mask(masks, left)
    tokens = middle.number_input(
        "Tokens",
        1,
        LARGEST,
        TOKENS,
        key="stored_tokens",
        bind="query-params",
        help=f"As many queries as keys, at most {LARGEST:,}.",
    )
    tile = right.selectbox(
        "Side of a tile",
        TILES,
        index=TILES.index(TILE),
        key="stored_tile",
        bind="query-params",
        help="Of the block mask, in cells. FlexAttention starts with 128.",
    )
    numbers = parameters(masks[name])
    values = {"stored": name, "stored_tokens": tokens, "stored_tile": tile}
    values |= {key_of(masks[name], parameter): value for parameter, value in numbers.items()}
    for sentence in ignored(asked, values):
        st.info(plain(sentence))
    mask_call = MaskCall(name, numbers)
    facts = example_facts(mask_call.mask, tokens)
    return Choice(mask_call, matrix(mask_call.mask, tokens, tokens, mask_call.params, facts), tile)


def ask_mask(masks: dict[str, Mask], place: st.delta_generator.DeltaGenerator) -> str:
    """The name of the mask. It is bound by hand: a bound selectbox would write the title."""
    asked, written = st.query_params.get("stored"), st.session_state.get(WRITTEN, FIRST)
    if asked in masks and asked != written:
        st.session_state["stored"] = asked  # a link, or the browser's back button
    elif "stored" not in st.session_state:
        st.session_state["stored"] = written
    menu = mask_menu(masks, st.session_state["stored"])
    name = place.selectbox("Mask", menu, format_func=shown, key="stored", on_change=leave_headings)
    st.session_state[WRITTEN] = st.query_params["stored"] = name
    return name


def leave_headings() -> None:
    if is_heading(st.session_state["stored"]):
        st.session_state["stored"] = st.session_state[WRITTEN]


def key_of(mask: Mask, parameter: str) -> str:
    return f"stored.{mask.name}.{parameter}"


def parameters(mask: Mask) -> dict[str, Value]:
    """What is set of a mask, side by side; beneath them what its tokens are."""
    st.caption(" ".join([plain(mask.sentence), *example(mask)]))
    if not mask.controls:
        return {}
    places = st.columns(max(4, len(mask.controls)))
    return {p.name: ask(mask, p, place) for p, place in zip(mask.controls, places, strict=False)}


def ask(mask: Mask, parameter: Parameter, place: st.delta_generator.DeltaGenerator) -> Value:
    key = key_of(mask, parameter.name)
    return bound_control(parameter.kind, parameter.label, parameter.default, place, key=key)


def example(mask: Mask) -> list[str]:
    return [f"Here {plain(told(mask))}."] if mask.facts else []


def ignored(asked: dict[str, str], values: dict[str, int | str]) -> list[str]:
    """A sentence for each part of the address that the controls did not take."""
    said = []
    for key, word in asked.items():
        if not key.startswith("stored"):
            continue
        if key not in values:
            said.append(f"this mask has no setting “{key[:40]}”")
        elif word.lower() not in (str(values[key]).lower(), str(bool(values[key])).lower()):
            said.append(f"{key} “{word[:40]}” is not possible, the page shows {values[key]}")
    return [f"Ignored in the address: {sentence}." for sentence in said]
