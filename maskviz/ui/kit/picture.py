"""A matrix as a small picture in HTML."""

from base64 import b64encode

import numpy as np
import streamlit as st

from maskviz.masks.matrix import empty_rows

SIDE = 120  # pixels of a picture at most


STYLE = """<style>
.maskviz-atlas { --accent: light-dark(LIGHT, DARK); }
.maskviz-atlas h3 { font-size: 1.05rem; font-weight: 600; margin: 1.25rem 0 0.5rem; padding: 0; }
.maskviz-atlas h3 small { font-size: 0.875rem; font-weight: 400; opacity: 0.75;
  margin-left: 0.35rem; }
.maskviz-atlas .grid { display: grid; gap: 1.25rem 1.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); }
.maskviz-atlas .card { font-size: 0.875rem; line-height: 1.4; min-width: 0; }
.maskviz-atlas .top { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 0 0.9rem;
  position: relative; }
.maskviz-atlas a.open { text-decoration: none; color: var(--accent); }
.maskviz-atlas a.open::after { content: ""; position: absolute; inset: -0.35rem;
  border-radius: 0.25rem; }
.maskviz-atlas a.open:hover::after { background: rgba(128, 128, 128, 0.1); }
.maskviz-atlas a.open:focus-visible::after { outline: 2px solid currentColor; }
.maskviz-atlas .words > span { display: block; margin-bottom: 0.25rem; }
.maskviz-atlas .title { font-weight: 600; font-size: 0.95rem; }
.maskviz-atlas .title small, .maskviz-atlas .quiet { font-weight: 400; opacity: 0.7;
  font-size: 0.8rem; }
.maskviz-atlas .rule { font-family: monospace; font-size: 0.8rem; overflow-wrap: anywhere; }
.maskviz-atlas .drawn { color: var(--accent); }
.maskviz-atlas .picture { display: block; position: relative;
  background: repeating-linear-gradient(135deg,
  rgba(128, 128, 128, 0.45) 0 1px, rgba(128, 128, 128, 0.08) 1px 4px); }
.maskviz-atlas .picture i { position: absolute; inset: 0; background: currentColor;
  mask-image: var(--cells); }
.maskviz-atlas .picture b { position: absolute; left: 0; right: 0; border: 1px dashed; }
.maskviz-atlas .chips { display: flex; flex-wrap: wrap; gap: 0.25rem 0.35rem; margin: 0.5rem 0 0;
  padding: 0; list-style: none; font-size: 0.72rem; }
.maskviz-atlas .chips li { margin: 0; padding: 0 0.4rem; border-radius: 0.75rem;
  border: 1px solid currentColor; }
.maskviz-atlas .chips .no { opacity: 0.5; text-decoration: line-through;
  border-color: transparent; padding: 0 0.15rem; }
.maskviz-atlas .chips .unknown { border-style: dashed; opacity: 0.75; }
.maskviz-atlas details { font-size: 0.8rem; margin-top: 0.35rem; }
.maskviz-atlas summary { cursor: pointer; opacity: 0.75; }
.maskviz-atlas details p { margin: 0.35rem 0; font-size: inherit; }
.maskviz-atlas .scroll { overflow-x: auto; }
.maskviz-atlas table { border-collapse: collapse; font-size: 0.8rem; margin-bottom: 0.75rem; }
.maskviz-atlas td, .maskviz-atlas th { text-align: left; font-weight: 400; vertical-align: top;
  padding: 0.25rem 0.9rem 0.25rem 0; border: none;
  border-bottom: 1px solid rgba(128, 128, 128, 0.25); }
.maskviz-atlas thead th { font-weight: 600; }
.maskviz-atlas table small { display: block; opacity: 0.7; }
.maskviz-atlas .notes p { font-size: 0.85rem; margin: 0.35rem 0; }
</style>"""


def framed(cells: np.ndarray, side: int = SIDE) -> str:
    """A picture that stands alone; the page needs the atlas's style."""
    return f'<div class="maskviz-atlas"><span class="drawn">{picture(cells, side)}</span></div>'


def picture(cells: np.ndarray, side: int = SIDE) -> str:
    """A matrix as HTML, a square a cell: coloured where it may be read, hatched ground elsewhere.

    A row with nothing to read is outlined. The squares are the mask of a coloured box, because
    Streamlit takes SVG out of HTML and an image does not know the theme.
    """
    rows, keys = cells.shape
    step = side // max(rows, keys)  # whole pixels, so that no cell is blurred
    width, height = keys * step - 1, rows * step - 1
    lines = "".join(
        f"M{first * step} {row * step + (step - 1) / 2:g}h{length * step - 1}"
        for row, line in enumerate(cells)
        for first, length in runs(line)
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path d="{lines}" stroke="#000" stroke-width="{step - 1}" '
        f'stroke-dasharray="{step - 1} 1"/></svg>'
    )
    packed = b64encode(drawing.encode()).decode()
    nothing = "".join(
        f'<b style="top:{row * step}px;height:{step - 1}px"></b>' for row in empty_rows(cells)
    )
    return (
        f'<span class="picture" style="width:{width}px;height:{height}px">'
        f'<i style="--cells:url(data:image/svg+xml;base64,{packed})"></i>{nothing}</span>'
    )


def runs(line: np.ndarray) -> list[tuple[int, int]]:
    """Where cells that may be read begin, and how many follow one another."""
    edges = np.flatnonzero(np.diff(line, prepend=False, append=False))
    return [(int(a), int(b - a)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def style() -> str:
    """The page's CSS with the one colour of the theme."""
    light, dark = (st.get_option(f"theme.{name}.primaryColor") for name in ("light", "dark"))
    return STYLE.replace("LIGHT", light).replace("DARK", dark)
