"""The forms of the padding mask as a table: code, shape, where each axis lands, real numbers."""

from collections.abc import Iterable

from markupsafe import Markup

from maskviz.analysis.batches.forms import AXES, Form, Forms
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import picture

SIDE, LEAST = 96, 2  # pixels of a picture, and of a cell where there are many
FORM = Markup(
    '<div class="form"><div><h3>{}</h3><code>{}</code></div><div class="slots">{}</div>'
    '<div class="numbers">{}</div></div>'
)
SLOT = Markup('<span class="{}">{}<small>{}</small></span>')
LINE = Markup("<code>{}</code>")
PICTURE = Markup('<figure>{}<figcaption class="quiet">{}</figcaption></figure>')


def forms_table(made: Forms, row: int) -> Markup:
    """Each form with the numbers of the text looked at."""
    keys = made.boolean.values[row, 0, 0].tolist()
    both = made.combined.values.expand(-1, -1, *made.scores[2:])
    last = max((n for n, key in enumerate(keys) if key), default=0)
    shown = {
        made.vector: LINE.format(" ".join("1" if key else "0" for key in keys)),
        made.boolean: LINE.format(" ".join("True" if key else "False" for key in keys)),
        made.additive: LINE.format(numbers(keys)),
        made.order: PICTURE.format(cells(made.order, made, min(row, made.order.shape[0] - 1)), ""),
        made.combined: joined(
            PICTURE.format(cells(made.combined, made, n), f"text {n + 1}") for n in range(len(both))
        ),
        made.combined_additive: LINE.format(
            f"text {row + 1}, row {last}: {numbers(both[row, 0, last].tolist())}"
        ),
    }
    return joined(formed(form, made.scores, inside) for form, inside in shown.items())


def numbers(keys: Iterable[bool]) -> str:
    """What is added to the scores of these keys."""
    return " ".join("0" if key else "−∞" for key in keys)


def cells(form: Form, made: Forms, row: int) -> Markup:
    """The first head's mask of a text, spread over queries and keys."""
    shown = form.values[row, 0].expand(made.scores[2:]).numpy()
    return picture(shown, max(SIDE, LEAST * max(shown.shape)))


def formed(form: Form, scores: tuple[int, ...], inside: Markup) -> Markup:
    shape = form.shape if len(form.shape) == len(scores) else (form.shape[0], 0, 0, form.shape[1])
    slots = joined(
        slot(size, target, axis) for size, target, axis in zip(shape, scores, AXES, strict=True)
    )
    return FORM.format(form.name, form.code, slots, inside)


def slot(size: int, target: int, axis: str) -> Markup:
    """One axis of the scores, and what of the form lands there: "1 → 6" is repeated six times."""
    if size == 0:
        return SLOT.format("none", "–", axis)
    if size == 1 and target > 1:
        return SLOT.format("again", f"1 → {target}", axis)
    return SLOT.format("own", size, axis)
