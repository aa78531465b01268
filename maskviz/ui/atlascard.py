"""A mask of the atlas as HTML: its picture, drawn from its matrix, and its words."""

from base64 import b64encode

import numpy as np

from maskviz.analysis.atlas import Entry, reason
from maskviz.analysis.relatives import Relative
from maskviz.kernels import KERNELS, Answer
from maskviz.link import make_link
from maskviz.matrix import empty_rows
from maskviz.ui.address import LINK
from maskviz.ui.words import safe
from maskviz.use import Use

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


def link(entry: Entry) -> str:
    """The address of the playground with this mask, relative to the page of the atlas."""
    return f"./?{LINK}={make_link(entry.settings)}"


def title(entry: Entry) -> str:
    """The name, and small after it the numbers that the picture was drawn for."""
    numbers = Use(entry.mask.name).title.removeprefix(entry.mask.title).removeprefix(", ")
    return f"{safe(entry.mask.title)} <small>{safe(numbers)}</small>"


def remarks(entry: Entry) -> str:
    facts = [p.name for p in entry.mask.facts]
    said = ["never reads the future"] * entry.causal
    said += [f"asks for {' and '.join(facts)} of each token"] if facts else []
    if entry.empties:
        said.append(f"{'leaves' if len(empty_rows(entry.cells)) else 'can leave'} rows empty")
    return ", ".join(said)


def asked(found: Answer) -> str:
    """How a kernel is asked for a mask, as HTML."""
    if found.verdict != "yes":
        return f'<span class="quiet">{found.verdict}</span>'
    return f"{safe(found.how)}{f' <small>{safe(found.only)}</small>' if found.only else ''}"


def chip(name: str, found: Answer) -> str:
    kind = {"yes": "yes", "no": "no", "not known": "unknown"}[found.verdict]
    mark = {"yes": "", "no": "", "unknown": "?"}[kind]
    told = safe(f"{found.verdict}: {KERNELS[name].takes}")
    return f'<li class="{kind}" title="{told}">{KERNELS[name].title}{mark}</li>'


def card(entry: Entry, *, opened: bool = False) -> str:
    """The picture and the words, all of it a link; under it the kernels and who has the mask."""
    mask = entry.mask
    chips = "".join(chip(name, found) for name, found in entry.answers.items())
    empty = f"<p>Rows with nothing to read: {safe(reason(mask))}</p>" * entry.empties
    return (
        f'<div class="card"><div class="top"><a class="open" href="{link(entry)}" target="_self" '
        f'aria-label="{safe(mask.title)} in the playground">{picture(entry.cells)}</a>'
        f'<div class="words"><span class="title">{title(entry)}</span>'
        f"<span>{safe(mask.sentence)}</span>"
        f'<span class="rule">{safe(mask.inequality)}</span>'
        f'<span class="quiet">{safe(remarks(entry))}</span></div></div>'
        f'<ul class="chips" aria-label="Fused kernels">{chips}</ul>'
        f"<details{' open' * opened}><summary>Who has it</summary>"
        f"<p>{safe(mask.source.rstrip('.'))}.</p>{empty}</details></div>"
    )


def relative_card(found: Relative) -> str:
    """An entry that is no predicate: its picture where it has one, and the words, as a link."""
    where = f"./?{LINK}={make_link(found.settings)}"
    drawn = "" if found.cells is None else picture(found.cells)
    return (
        f'<div class="card"><div class="top"><a class="open" href="{where}" target="_self" '
        f'aria-label="{safe(found.title)} in the playground">{drawn}</a>'
        f'<div class="words"><span class="title">{safe(found.title)}</span>'
        f"<span>{safe(found.sentence)}</span>"
        f'<span class="rule">{safe(found.rule)}</span></div></div>'
        f"<details><summary>Who has it</summary><p>{safe(found.source.rstrip('.'))}.</p></details>"
        "</div>"
    )


def table(found: list[Entry]) -> str:
    """For each mask what to pass to each kernel, and under it what each kernel takes."""
    head = "".join(f'<th scope="col">{kernel.title}</th>' for kernel in KERNELS.values())
    rows = "".join(
        f'<tr><th scope="row">{title(entry)}</th>'
        f"{''.join(f'<td>{asked(entry.answers[name])}</td>' for name in KERNELS)}</tr>"
        for entry in found
    )
    notes = "".join(
        f"<p><b>{kernel.title}</b> {safe(kernel.takes)} "
        f'<span class="quiet">Read in {safe(kernel.source)}.</span></p>'
        for kernel in KERNELS.values()
    )
    return (
        f'<div class="scroll"><table><thead><tr><th scope="col">Mask</th>{head}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><div class="notes">{notes}</div>'
    )
