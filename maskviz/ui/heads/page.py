"""The page "Heads": the heads of a layer side by side, and the model with one of them changed."""

import math
from typing import cast

import streamlit as st
import torch

from maskviz.analysis.heads.bands import attention_of, bands
from maskviz.analysis.heads.changed import Way, changed_runs, readable
from maskviz.analysis.heads.habits import habits
from maskviz.analysis.heads.states import state_of
from maskviz.analysis.heads.worth import worth
from maskviz.analysis.view import View
from maskviz.settings.kinds import Choice
from maskviz.settings.versions import LinkError
from maskviz.ui.heads.pictures import bands_of, heats, masks_of
from maskviz.ui.heads.words import DONE, longest, lost, most, of_layer, peeks, turned
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.looking import row_and_head
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.state.page import page_control

LOOK = "Look at how the heads’ vectors stand side by side and become one row; then take one away."
WAYS = {"as_is": "As it is", "silence": "Silent", "open": "Open"}
WAY = Choice(tuple(WAYS))
FIRST = " The first row has no token before it: weights on that and on the first leave it out."
HELP = "Silent: its output is zeros before the projection. Open: it may read every key."


def show(view: View) -> None:
    """All of the lab under its first line."""
    show_style("heads")
    chosen = controls(view)
    way = cast(Way, chosen) if chosen in DONE else None
    show_bands(view, way)
    show_worth(view, way)
    show_habits(view)


def show_bands(view: View, way: Way | None) -> None:
    """The heads of the layer looked at, and the row that they become."""
    layer, head, q = view.settings.layer, view.head, view.locked[0]
    st.header(plain(f"Layer {layer}, {of_layer(view.shown)}"), anchor=False)
    said, looked = [], view.layer
    if way:
        looked = changed_runs(view, [(layer, head)], way).heads[view.part][layer]
        before, after = view.layer.projected[0, q], looked.projected[0, q]
        moved = torch.linalg.norm(after - before).item()
        said.append(turned(q, head, way, moved, torch.linalg.norm(before).item()))
    made = bands(attention_of(view.shipped, view.part, layer), looked, q)
    st.markdown(plain(" ".join([longest(f"Row {q}, “{view.asks(q)}”", made), *said])))
    masks = masks_of(view.shown, head, way, readable(view).numpy())
    show_html(bands_of(made, masks, head), "heads")
    if way:
        show_way_back(view, way)


def show_worth(view: View, way: Way | None) -> None:
    """What every head of every layer is worth; it takes two runs for each, so it comes second."""
    st.header("What the model loses without each", anchor=False)
    found, looked = worth(view), (view.settings.layer, view.head)
    told = [lost(found, way, *looked)] if way else []
    told += [most(found, "silence"), most(found, "open"), peeks(view)]
    st.markdown(plain(" ".join(filter(None, told))))
    pair = [
        ("Silent: the loss changes by", found.lost("silence"), "+.3f"),
        ("Open: the loss changes by", found.lost("open"), "+.3f"),
    ]
    show_html(heats(pair, *looked), "heads")
    written = view.shipped.plan.writes_answer
    given = " Each run is given that answer and writes no other." if written else ""
    usual = f"{found.usual:.3f} with every head as it is"
    if not math.isfinite(found.usual):
        usual = "there is none with every head as it is: nothing counts, or a row is NaN"
    tokens = f"{found.tokens} token{'' if found.tokens == 1 else 's'}"
    st.caption(
        plain(f"In nats a token, of {tokens}; the loss is on {found.name}, and {usual}.{given}")
    )


def show_habits(view: View) -> None:
    """Where every head of every layer looks."""
    st.header("Where each looks", anchor=False)
    looks = habits(view)
    tables = [
        ("Weight on the token before", looks.previous, ".2f"),
        ("Weight on itself", looks.itself, ".2f"),
        ("Weight on the first token", looks.first, ".2f"),
        ("Entropy in bits", looks.entropy, ".2f"),
    ]
    known = [table for table in tables if not table[1].isnan().all()]
    show_html(heats(known, view.settings.layer, view.head), "heads")
    but = "" if looks.previous.isnan().all() else FIRST
    st.caption(f"Means over the rows of the text, under the masks that are set.{but}")


def controls(view: View) -> str:
    """The row and the head looked at, and what is done to the head."""
    with st.container(horizontal=True):
        row_and_head(view, "heads_row")
        return page_control(
            st.segmented_control,
            f"Head {view.head} is",
            WAY,
            "as_is",
            key="heads.way",
            options=list(WAYS),
            format_func=WAYS.get,
            required=True,
            help=HELP,
        )


def show_way_back(view: View, way: Way) -> None:
    """The same with all its stages, where the playground has such a state."""
    found = state_of(view, (view.settings.layer, view.head), way)
    try:
        if found:
            show_html(link(playground_link(found), "Open this head’s state in the playground"))
    except LinkError:
        return
