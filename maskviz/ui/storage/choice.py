"""Which mask is stored, and in tiles of what side; every control is a part of the address."""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import streamlit as st

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.kinds import Int, Value
from maskviz.masks.matrix import matrix
from maskviz.masks.spec import Mask, Parameter
from maskviz.matrices.storage import TILE
from maskviz.matrices.storage.examples import example_facts, told
from maskviz.settings.kinds import Choice
from maskviz.stage.big import LARGEST
from maskviz.ui.kit.controls import own_control
from maskviz.ui.kit.maskmenu import is_heading, mask_menu, shown
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.words import plain
from maskviz.ui.state.page import begun, ended, kept_value, page_control

FIRST, TOKENS = "sliding_window", 1_024
TILES = (8, 16, 32, 64, 128, 256)


KNOWN = MappingProxyType(
    {f"stored.{mask.name}.{p.name}": p.kind for mask in MASKS.values() for p in mask.controls}
)


@dataclass(frozen=True)
class Stored:
    """A mask with its numbers, its matrix, bool (token, token), and the side of a tile."""

    call: MaskCall
    cells: np.ndarray
    tile: int


def choose() -> Stored:
    """The controls, and what they say; what the address asked for in vain is told."""
    begun()
    told, (left, middle, right) = st.container(), st.columns([0.5, 0.25, 0.25])
    name = ask_mask(left)
    size = Int(1, LARGEST, f"As many queries as keys, at most {LARGEST:,}.")
    tokens = own_control(size, "Tokens", TOKENS, middle, key="stored_tokens")
    tile = page_control(
        right.selectbox,
        "Side of a tile",
        Choice(TILES),
        TILE,
        key="stored_tile",
        options=TILES,
        help="Of the block mask, in cells. FlexAttention starts with 128.",
    )
    numbers = parameters(MASKS[name])
    show_notes(ended(KNOWN, "stored"), told)
    mask_call = MaskCall(name, numbers)
    facts = example_facts(mask_call.mask, tokens)
    return Stored(mask_call, matrix(mask_call.mask, tokens, tokens, mask_call.params, facts), tile)


def ask_mask(place: st.delta_generator.DeltaGenerator) -> str:
    """The name of the mask; a heading of the menu is none, and leaves the last."""
    name = st.session_state.get("stored", FIRST)
    return page_control(
        place.selectbox,
        "Mask",
        Choice(tuple(MASKS)),
        FIRST,
        key="stored",
        options=mask_menu(MASKS, name),
        format_func=shown,
        on_change=leave_headings,
    )


def leave_headings() -> None:
    if is_heading(st.session_state["stored"]):
        st.session_state["stored"] = kept_value("stored")


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
    return own_control(parameter.kind, parameter.label, parameter.default, place, key=key)


def example(mask: Mask) -> list[str]:
    return [f"Here {plain(told(mask))}."] if mask.facts else []
