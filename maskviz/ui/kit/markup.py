"""HTML is built from templates: what is put into one is escaped, unless it is HTML already."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

BLOCK = Markup('<div class="maskviz maskviz-{}">{}</div>')


def show_html(body: str | Markup, kind: str = "plain", **options: object) -> None:
    """Draw HTML on the page, in the kit's style; text that is no `Markup` is shown as text.

    `kind` names the block for the page's own style sheet.
    """
    st.html(str(BLOCK.format(kind, body)), **options)


def joined(parts: Iterable[str | Markup]) -> Markup:
    """One after the other; what is text among them is escaped."""
    return Markup("").join(parts)
