"""Two tables of the page "Conventions": rows with nothing to read, and shapes on the scores."""

import numpy as np

from maskviz.libraries.conventions.emptyrows import SCORES, EmptyRow
from maskviz.libraries.conventions.shapes import SCORES as AXES
from maskviz.libraries.conventions.shapes import SHAPES, Landing, Sizes, landing, padding_by_chance
from maskviz.ui.conventions.card import compared
from maskviz.ui.kit.words import safe

STYLE = """<style>
.maskviz-conventions table { border-collapse: collapse; font-size: inherit; margin: 0;
  width: 100%; max-width: 56rem; }
.maskviz-conventions table td, .maskviz-conventions table th { text-align: left; border: none;
  font-weight: 400; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0;
  border-bottom: 1px solid rgba(128, 128, 128, 0.25); }
.maskviz-conventions thead th { font-weight: 600; }
.maskviz-conventions table small { display: block; opacity: 0.7; overflow-wrap: anywhere; }
.maskviz-conventions code { font-size: 0.8em; overflow-wrap: anywhere; color: inherit;
  background: none; padding: 0; }
.maskviz-conventions .shape { border-bottom: 1px solid rgba(128, 128, 128, 0.25);
  padding: 0.6rem 0; display: grid; gap: 0.4rem 1.5rem;
  grid-template-columns: 9rem 13rem minmax(0, 1fr); }
.maskviz-conventions .slots { display: grid; grid-template-columns: repeat(4, 3rem); gap: 3px;
  text-align: center; }
.maskviz-conventions .slots span { border: 1px solid; border-radius: 3px; padding: 0.1rem 0;
  line-height: 1.2; }
.maskviz-conventions .slots small { display: block; font-size: 0.7rem; opacity: 0.75; }
.maskviz-conventions .slots .own { background: rgba(128, 128, 128, 0.22); }
.maskviz-conventions .slots .again { border-style: dashed; opacity: 0.75; }
.maskviz-conventions .slots .misplaced { border: 2px solid var(--wrong); color: var(--wrong); }
.maskviz-conventions .outcome p { margin: 0 0 0.2rem; font-size: inherit;
  overflow-wrap: anywhere; }
.maskviz-conventions .pair { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin-top: 0.75rem; }
.maskviz-conventions .pair p { margin: 0 0 0.3rem; font-size: inherit; }
@media (max-width: 640px) { .maskviz-conventions .shape { grid-template-columns: 1fr; } }
</style>"""

REMARKS = {
    ("B", "k"): "Its place in nn.MultiheadAttention is key_padding_mask, where True is padding.",
    ("B·H", "q", "k"): "The heads of a sample stand together: repeat_interleave(H, dim=0), not "
    "repeat.",
}
TOLD = {"fits": "fits", "refused": "refused", "by chance": "passes by chance"}


def empty_rows_table(answers: tuple[EmptyRow, ...]) -> str:
    """Each way of masking, grouped by what it makes of an empty row."""
    verdicts = ("zeros", "NaN", "the mean of all values", "the softmax without a mask again")
    ordered = sorted(answers, key=lambda answer: verdicts.index(answer.verdict))
    rows = "".join(
        f'<tr><th scope="row">{safe(answer.title)} <small><code>{safe(answer.code)}</code></small>'
        f"<small>{safe(answer.shown_by)}</small></th>"
        f"<td>{answer.verdict}<small>{weights(answer)}</small></td></tr>"
        for answer in ordered
    )
    return (
        '<table><thead><tr><th scope="col">Passed</th><th scope="col">The row becomes</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def weights(answer: EmptyRow) -> str:
    if answer.verdict == "NaN":
        return " ".join(["NaN"] * len(SCORES))
    return " ".join(f"{weight:.2f}" for weight in answer.weights)


def slot(axis: str, target: str, wrong: bool, sizes: Sizes) -> str:
    """One axis of the scores, and what of the mask lands there."""
    size = sizes.of(target)
    given = sizes.of(axis) if axis else 1
    if wrong:
        return f'<span class="misplaced">{given}<small>{axis} on {target}</small></span>'
    if given == 1 and size > 1:
        return f'<span class="again">1 → {size}<small>{target}</small></span>'
    return f'<span class="own">{given}<small>{target}</small></span>'


def outcome(name: str, verdict: str, message: str) -> str:
    kind = ' class="off"' if verdict == "by chance" else ""
    said = f": <code>{safe(message)}</code>" if message else ""
    return f"<p>{name} <b{kind}>{TOLD[verdict]}</b>{said}</p>"


def shape_row(found: Landing, sizes: Sizes) -> str:
    slots = "".join(
        slot(axis, target, wrong, sizes)
        for axis, target, wrong in zip(found.slots, AXES, found.misplaced, strict=True)
    )
    remark = REMARKS.get(found.axes, "")
    return (
        f'<div class="shape"><div><b>({", ".join(found.axes)})</b><br>'
        f'<span class="quiet">{found.numbers}</span></div><div class="slots">{slots}</div>'
        f'<div class="outcome">{outcome("SDPA", found.outcome, found.sdpa)}'
        f"{outcome('nn.MultiheadAttention', found.mha_outcome, found.mha)}"
        f"{f'<p class=quiet>{safe(remark)}</p>' * bool(remark)}</div></div>"
    )


def shapes_table(sizes: Sizes) -> str:
    """Every shape, laid on the scores, with torch's own messages."""
    return "".join(shape_row(landing(axes, sizes), sizes) for axes in SHAPES)


def chance_pictures(sizes: Sizes) -> str:
    """Sample 1 under a padding mask that was taken for something else; empty when it was not."""
    pair = padding_by_chance(sizes)
    if pair is None:
        return ""
    meant, taken = pair
    shown = {"Meant for sample 1": compared(meant, meant), "Taken": compared(taken, meant)}
    differs = int(np.sum(meant != taken))
    pictures = "".join(f"<div><p>{name}</p>{drawn}</div>" for name, drawn in shown.items())
    return (
        f'<div class="pair">{pictures}<p>Sample b ends with b padded keys. SDPA takes the padding '
        f"of sample b for the row of query b, in every sample; {differs} cells of sample 1 "
        "differ and nothing is said.</p></div>"
    )
