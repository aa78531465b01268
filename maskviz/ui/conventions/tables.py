"""Two tables of the page "Conventions": rows with nothing to read, and shapes on the scores."""

import numpy as np
from markupsafe import Markup

from maskviz.libraries.conventions.argument import Argument
from maskviz.libraries.conventions.emptyrows import SCORES, EmptyRow
from maskviz.libraries.conventions.shapes import SCORES as AXES
from maskviz.libraries.conventions.shapes import SHAPES, Landing, Sizes, landing, padding_by_chance
from maskviz.ui.conventions.card import LARGE, QUIET
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.table import table, under

REMARKS = {
    ("B", "k"): "Its place in nn.MultiheadAttention is key_padding_mask, where True is padding.",
    ("B·H", "q", "k"): "The heads of a sample stand together: repeat_interleave(H, dim=0), not "
    "repeat.",
}
TOLD = {"fits": "fits", "refused": "refused", "by chance": "passes by chance"}

PASSED = Markup("{} <small><code>{}</code></small><small>{}</small>")
ARGUMENT = Markup("<code>{}</code> <small>{}</small><small>{}</small>")
SLOT = Markup('<span class="{}">{}<small>{}</small></span>')
FITS = Markup("<p>{} <b>{}</b></p>")
SAID = Markup("<p>{} <b>{}</b>: <code>{}</code></p>")
OFF = Markup('<span class="off">{}</span>')
SHAPE = Markup(
    '<div class="shape"><div><b>({})</b><br><span class="quiet">{}</span></div>'
    '<div class="slots">{}</div><div class="outcome">{}</div></div>'
)
PICTURE = Markup("<div><p>{}</p>{}</div>")
PAIR = Markup(
    '<div class="pair">{}<p>Sample b ends with b padded keys. SDPA takes the padding of sample b '
    "for the row of query b, in every sample; {} cells of sample 1 differ and nothing is said."
    "</p></div>"
)


def empty_rows_table(answers: tuple[EmptyRow, ...]) -> Markup:
    """Each way of masking, grouped by what it makes of an empty row."""
    verdicts = ("zeros", "NaN", "the mean of all values", "the softmax without a mask again")
    ordered = sorted(answers, key=lambda answer: verdicts.index(answer.verdict))
    rows = (
        [PASSED.format(a.title, a.code, a.shown_by), under(a.verdict, weights(a))] for a in ordered
    )
    return table(["Passed", "The row becomes"], rows)


def arguments_table(arguments: tuple[Argument, ...]) -> Markup:
    """Each argument of a call, with what True means in it."""
    rows = ([ARGUMENT.format(a.name, a.call, a.known), a.shape, a.true, a.says] for a in arguments)
    return table(["Argument", "Shape", "True or 1 means", "It says"], rows, "arguments")


def weights(answer: EmptyRow) -> str:
    if answer.verdict == "NaN":
        return " ".join(["NaN"] * len(SCORES))
    return " ".join(f"{weight:.2f}" for weight in answer.weights)


def slot(axis: str, target: str, wrong: bool, sizes: Sizes) -> Markup:
    """One axis of the scores, and what of the mask lands there."""
    size = sizes.of(target)
    given = sizes.of(axis) if axis else 1
    if wrong:
        return SLOT.format("misplaced", given, f"{axis} on {target}")
    if given == 1 and size > 1:
        return SLOT.format("again", f"1 → {size}", target)
    return SLOT.format("own", given, target)


def outcome(name: str, verdict: str, message: str) -> Markup:
    """What a call makes of the shape, with torch's own message where it has one."""
    told: str | Markup = TOLD[verdict]
    if verdict == "by chance":
        told = OFF.format(told)
    return SAID.format(name, told, message) if message else FITS.format(name, told)


def shape_row(found: Landing, sizes: Sizes) -> Markup:
    slots = joined(
        slot(axis, target, wrong, sizes)
        for axis, target, wrong in zip(found.slots, AXES, found.misplaced, strict=True)
    )
    outcomes = outcome("SDPA", found.outcome, found.sdpa)
    outcomes += outcome("nn.MultiheadAttention", found.mha_outcome, found.mha)
    if remark := REMARKS.get(found.axes):
        outcomes += QUIET.format(remark)
    return SHAPE.format(", ".join(found.axes), found.numbers, slots, outcomes)


def shapes_table(sizes: Sizes) -> Markup:
    """Every shape, laid on the scores, with torch's own messages."""
    return joined(shape_row(landing(axes, sizes), sizes) for axes in SHAPES)


def chance_pictures(sizes: Sizes) -> Markup:
    """Sample 1 under a padding mask that was taken for something else; empty when it was not."""
    pair = padding_by_chance(sizes)
    if pair is None:
        return Markup()
    meant, taken = pair
    shown = {
        "Meant for sample 1": picture(meant, LARGE),
        "Taken": picture(taken, LARGE, meant),
    }
    pictures = joined(PICTURE.format(*item) for item in shown.items())
    return PAIR.format(pictures, int(np.sum(meant != taken)))
