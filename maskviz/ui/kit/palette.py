"""The colours of everything that is drawn: those of the visitor's theme, in .streamlit/config.toml.

CSS takes them as `var(--accent)` and the like, in both themes at once; a chart is made for one.
"""

import streamlit as st

from maskviz.analysis.figures.colours import Palette

THEMES = ("light", "dark")
GROUNDS = {"page": "backgroundColor", "quiet": "grayTextColor"}  # only for style sheets
OPTIONS = {"accent": "primaryColor", "other": "orangeColor", "plain": "grayColor"}


def palette(theme: str) -> Palette:
    """The colours of one theme."""
    return Palette(
        **{name: st.get_option(f"theme.{theme}.{option}") for name, option in OPTIONS.items()}
    )


def seen() -> Palette:
    """The colours of the theme that the visitor sees; light until the browser has said which."""
    return palette(st.context.theme.type or THEMES[0])


def properties() -> str:
    """The colours as CSS custom properties that follow the theme by themselves."""
    each = []
    for name, option in {**OPTIONS, **GROUNDS}.items():
        light, dark = (st.get_option(f"theme.{theme}.{option}") for theme in THEMES)
        each.append(f"--{name}: light-dark({light}, {dark})")
    return ":root { " + "; ".join(each) + " }"
