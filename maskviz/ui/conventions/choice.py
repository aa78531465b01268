"""What is meant on the page "Conventions": its controls, their limits, and bad links."""

from types import MappingProxyType

import streamlit as st

from maskviz.libraries.conventions import MOST, MOST_WINDOW, Intent
from maskviz.masks.kinds import Flag, Int
from maskviz.settings.kinds import Choice
from maskviz.ui.kit.controls import own_control
from maskviz.ui.state.page import page_control

MEANT = {  # slug in the link -> the numbers that belong to it: key -> label, kind, default
    "window": {
        "window": ("Window", Int(0, MOST_WINDOW, "Keys each query reads, itself counted."), 3),
        "window_queries": ("Queries", Int(1, MOST, "The last tokens of the text."), 9),
        "window_keys": ("Keys", Int(1, MOST, "All tokens of the text."), 9),
    },
    "causal": {
        "causal_queries": ("Queries", Int(1, MOST, "The last tokens of the text."), 2),
        "causal_keys": ("Keys", Int(1, MOST, "All tokens of the text."), 5),
    },
    "pad": {
        "pad": ("Padding", Int(0, MOST, "Tokens at the end that are padding."), 2),
        "pad_tokens": ("Tokens", Int(1, MOST, "Padding included."), 6),
    },
    "causal and pad": {
        "both_pad": ("Padding", Int(0, MOST, "Tokens that are padding."), 2),
        "both_tokens": ("Tokens", Int(1, MOST, "Padding included."), 6),
        "both_left": ("On the left", Flag("The padding stands before the text."), False),
    },
    "block": {
        "block_query": ("Query", Int(0, MOST - 1, "The row of the cell."), 4),
        "block_key": ("Key", Int(0, MOST - 1, "The column of the cell."), 1),
        "block_tokens": ("Tokens", Int(1, MOST, "Queries, and as many keys."), 6),
    },
}
SHAPE = {
    "shape_b": ("B, samples", Int(1, 8, "Samples in the batch."), 2),
    "shape_h": ("H, heads", Int(1, 8, "Heads."), 3),
    "shape_q": ("q, queries", Int(1, 8, "Queries of a sample."), 4),
    "shape_k": ("k, keys", Int(1, 8, "Keys of a sample."), 5),
}
NUMBERS = MappingProxyType(
    {key: value for group in (*MEANT.values(), SHAPE) for key, value in group.items()}
)
KINDS = MappingProxyType({key: kind for key, (_, kind, _) in NUMBERS.items()})


def number(key: str) -> int:
    """One number of the page, kept in the address; 0 or 1 of a switch."""
    label, kind, default = NUMBERS[key]
    return own_control(kind, label, default, way="listed", key=key, width=200)


def chosen() -> Intent:
    """What the visitor means; a number that the sizes cannot hold is cut and said to be."""
    kind = page_control(
        st.segmented_control,
        "What is meant",
        Choice(tuple(MEANT)),
        "window",
        key="meant",
        options=list(MEANT),
        required=True,
    )
    with st.container(horizontal=True):
        values = [number(key) for key in MEANT[kind]]
    if kind == "window":
        return Intent("window", values[1], values[2], values[0])
    if kind == "causal":
        return Intent("causal", *values)
    if kind in ("pad", "causal and pad"):
        padding, tokens, *left = values
        if padding > tokens:
            st.caption(f"{padding} of {tokens} tokens cannot be padding: all {tokens} are.")
        return Intent(kind, tokens, tokens, min(padding, tokens), left=any(left))
    query, key, tokens = values
    cell = min(query, tokens - 1), min(key, tokens - 1)
    if cell != (query, key):
        st.caption(f"Tokens are numbered 0 to {tokens - 1}: the cell is {cell}.")
    return Intent("block", tokens, tokens, 0, cell)
