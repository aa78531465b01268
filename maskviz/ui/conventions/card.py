"""A library's conventions as HTML: its facts, its pictures, and what differs from what is meant."""

from base64 import b64encode

import numpy as np

from maskviz.libraries.conventions import Answer, Intent, Library, Spelling, differing, keys_read
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.words import cells, safe

SMALL, LARGE = 84, 108  # pixels of a picture at most

STYLE = """<style>
.maskviz-conventions { --wrong: light-dark(#c2410c, #ffb020); font-size: 0.875rem;
  line-height: 1.4; }
.maskviz-conventions .drawn { position: relative; flex: none; display: block; }
.maskviz-conventions .wrong { position: absolute; left: 0; top: 0; background: var(--wrong);
  mask-image: var(--cells); mask-repeat: no-repeat; }
.maskviz-conventions ul.all { list-style: none; margin: 0; padding: 0; display: grid;
  font-size: inherit;
  gap: 1rem 0.75rem; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
.maskviz-conventions ul.all li { margin: 0; padding: 0; min-width: 0;
  font-size: inherit; }
.maskviz-conventions ul.all span { display: block; }
.maskviz-conventions ul.all .name { font-weight: 600; line-height: 1.25; margin-bottom: 0.35rem;
  min-height: 2.2rem; overflow-wrap: anywhere; }
.maskviz-conventions ul.all .drawn { margin-bottom: 0.3rem; }
.maskviz-conventions ul.all .none { width: 84px; padding: 1.5rem 0; border: 1px dashed;
  opacity: 0.6; text-align: center; }
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-convention_"]) {
  min-width: min(100%, 17rem); }
.maskviz-conventions .off { color: var(--wrong); }
.maskviz-conventions .quiet { opacity: 0.7; }
.maskviz-conventions h3 { font-size: 1rem; font-weight: 600; margin: 0; padding: 0; }
.maskviz-conventions dl { display: grid; grid-template-columns: max-content minmax(0, 1fr);
  gap: 0 0.75rem; margin: 0.4rem 0 0; padding: 0 !important;
  font-size: inherit; }
.maskviz-conventions dt { opacity: 0.7; font-weight: 400; font-size: inherit; }
.maskviz-conventions dd { margin: 0; overflow-wrap: anywhere; font-size: inherit; }
.maskviz-conventions .way { display: flex; gap: 0.9rem; align-items: flex-start; }
.maskviz-conventions .told p { margin: 0 0 0.15rem; font-size: inherit; overflow-wrap: anywhere; }
.maskviz-conventions .told p:first-child { font-weight: 600; }
.maskviz-conventions .legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem;
  margin: 0.25rem 0 0.75rem; }
.maskviz-conventions .legend span { display: flex; gap: 0.4rem; align-items: center; }
</style>"""


def compared(read: np.ndarray, wanted: np.ndarray, side: int = LARGE) -> str:
    """The matrix that is read, bool (q, k), with a ring in each cell that is not as meant."""
    rows, keys = read.shape
    step = side // max(rows, keys)
    line = 2 if step > 8 else 1
    rings = "".join(
        f'<rect x="{k * step + line / 2:g}" y="{q * step + line / 2:g}" '
        f'width="{step - 1 - line}" height="{step - 1 - line}"/>'
        for q, k in zip(*(axis.tolist() for axis in np.nonzero(read != wanted)), strict=True)
    )
    width, height = keys * step - 1, rows * step - 1
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" fill="none" '
        f'stroke="#000" stroke-width="{line}">{rings}</svg>'
    )
    packed = b64encode(drawing.encode()).decode()
    over = (
        f'<i class="wrong" style="width:{width}px;height:{height}px;'
        f'--cells:url(data:image/svg+xml;base64,{packed})"></i>'
    )
    return (
        f'<span class="drawn" style="width:{width}px">{picture(read, side)}{over * bool(rings)}'
        "</span>"
    )


def row_told(spelling: Spelling, intent: Intent) -> str:
    """How many keys the row in the middle reads."""
    read = keys_read(spelling, intent)
    if intent.interior in spelling.nan:
        return f"row {intent.interior} is NaN"
    return f"row {intent.interior} reads {read} key{'' if read == 1 else 's'}"


def difference(spelling: Spelling, intent: Intent) -> str:
    count = differing(spelling, intent)
    return (
        f'<span class="off">{cells(count)} differ{"s" * (count == 1)}</span>'
        if count
        else ("<span>as meant</span>")
    )


def overview(answers: list[tuple[Library, Answer]], intent: Intent) -> str:
    """What the same words give in every library, side by side."""
    return f'<ul class="all">{"".join(thumbnail(*pair, intent) for pair in answers)}</ul>'


def thumbnail(library: Library, answer: Answer, intent: Intent) -> str:
    """The first of the words, as a small picture."""
    first = answer.words[0] if answer.words else None
    if first is None or first.cells is None:
        shown = '<span class="drawn"><span class="none">none</span></span>'
        told = "<span>refused</span>" if first else "<span>cannot be said</span>"
    else:
        shown = compared(first.cells, intent.wanted, SMALL)
        told = f"<span>{row_told(first, intent)}</span>{difference(first, intent)}"
    return f'<li><span class="name">{breakable(library.title)}</span>{shown}{told}</li>'


def breakable(name: str) -> str:
    """A dotted name that may go on in the next line."""
    return safe(name).replace(".", ".<wbr>").replace("_", "_<wbr>")


def facts(library: Library) -> str:
    """What True means, what blocked scores become, and how it is known."""
    listed = {
        "True or 1": library.true_means,
        "Blocked": library.blocked,
        "Causal": library.aligned,
    }
    items = "".join(f"<dt>{name}</dt><dd>{safe(told)}</dd>" for name, told in listed.items())
    return (
        f"<h3>{safe(library.title)}</h3>"
        f'<span class="quiet">{safe(library.shown_by)}</span><dl>{items}</dl>'
    )


def way_told(heading: str, spelling: Spelling, intent: Intent) -> str:
    """What can be read off one spelling's picture, beside it and above its code."""
    told = [f"<p>{heading}</p>"]
    if spelling.cells is None:
        told.append(f"<p>Refused: {safe(spelling.refused)}</p>")
    else:
        told.append(f"<p>{row_told(spelling, intent)}, {difference(spelling, intent)}</p>")
        told += [f"<p>{nan_rows(spelling)}</p>"] * bool(spelling.nan)
    told += [f'<p class="quiet">{safe(spelling.note)}</p>'] * bool(spelling.note)
    return f'<div class="told">{"".join(told)}</div>'


def nan_rows(spelling: Spelling) -> str:
    rows = ", ".join(map(str, spelling.nan))
    return f"row {rows} is NaN" if len(spelling.nan) == 1 else f"rows {rows} are NaN"


def legend() -> str:
    """The three marks of a picture, drawn as they are in one."""
    pair = np.array([[True, False]])
    marks = {
        "read, blocked": picture(pair, 28),
        "not as meant": compared(pair, ~pair, 28),
        "nothing to read": picture(pair[:, 1:], 14),
    }
    listed = "".join(
        f'<span><span class="drawn">{shown}</span>{name}</span>' for name, shown in marks.items()
    )
    return f'<div class="legend">{listed}</div>'
