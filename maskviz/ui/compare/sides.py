"""A, which is kept in the link, and B, which is what the controls say."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from maskviz.analysis.compare.settings import on_text_of, own_of
from maskviz.masks.compose import asks_about_queries
from maskviz.settings.declared import Settings
from maskviz.settings.kinds import Text
from maskviz.settings.link import LINK_LIMIT, make_link, read_link
from maskviz.settings.query import BESIDE, read_query
from maskviz.settings.slots import Painted
from maskviz.settings.versions import LinkError
from maskviz.ui import state
from maskviz.ui.state.address import now
from maskviz.ui.state.asking import ask_page
from maskviz.ui.state.page import page_control

A = "compare.a"  # the packed state; without it A is the model's own mask
LINKS = ("compare_link_a", "compare_link_b")  # the boxes for two links
FIELDS = 1_000  # that an address may have


def settings_of_a(b: Settings) -> tuple[Settings, Settings | None, list[str]]:
    """A on the text of B, A as it was kept, None where nothing was, and what has to be said."""
    packed = page_control(held, "A", Text(LINK_LIMIT), "", key=A)
    if not packed:
        return own_of(b), None, []
    try:
        kept, ignored = read_link(packed)
        fits(packed, b)
    except LinkError as error:
        st.query_params.pop(A, None)
        return own_of(b), None, [f"A cannot be had: {error}. It is the model's own mask instead."]
    said = [state.said_ignored("the link of A", ignored)] if ignored else []
    found = on_text_of(kept, b).stored()
    chosen = found.chosen
    crossed = chosen and not isinstance(chosen, Painted) and not b.attention.queries_are_keys
    if crossed and asks_about_queries(chosen):
        return own_of(b), None, [*said, "A asks what the query is, and here no query is a token."]
    return found, kept, said


def held(_label: str, *, key: str) -> Any:
    """A control without a widget: buttons set what it holds."""
    return st.session_state[key]


def fits(packed: str, b: Settings) -> None:
    """LinkError with both numbers where A and B do not fit into one link."""
    if (size := len(packed) + len(make_link(b))) > LINK_LIMIT:
        raise LinkError(
            f"A and B need {size:,} characters of one link and {LINK_LIMIT:,} are the limit"
        )


def keep() -> None:
    """What the controls say becomes A."""
    try:
        st.session_state[A] = make_link(now())
    except LinkError as error:
        state.note(f"A was not kept: {error}.")


def drop() -> None:
    """A is the model's own mask again."""
    st.session_state[A] = ""


def take_links() -> None:
    """Two addresses of the app, or one: the first is A, the second becomes the state."""
    told = [st.session_state.get(key, "").strip() for key in LINKS]
    try:
        a, b = (read_address(text) if text else None for text in told)
        packed = make_link(a) if a else ""
    except LinkError as error:
        state.note(f"The links were not opened: {error}. Nothing has changed.")
        return
    if a:
        st.session_state[A] = packed
    if b:
        state.load(b)
        ask_page()


def read_address(text: str) -> Settings:
    """The state that an address of the app says, whole, or its packed part alone."""
    if len(text) > 2 * LINK_LIMIT:
        raise LinkError(f"an address has {len(text):,} characters; {2 * LINK_LIMIT:,} are the most")
    if "?" not in text:
        return read_link(text)[0]
    try:
        words = parse_qs(urlsplit(text).query, keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise LinkError("this is no address") from None
    aside = (*BESIDE, A)
    said = {key: word for key, word in words.items() if key not in aside}
    return read_query(said).settings
