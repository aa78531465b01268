"""Up to where one form of a mask is smaller than another, as an exact number of cells."""

from dataclasses import replace

from maskviz.matrices.storage.form import Counts, Form, Unit


def at(form: Form, counts: Counts, unit: Unit, number: int) -> int:
    """The bytes of a form when a mask of this shape has `number` of the unit."""
    return form.size(replace(counts, **{unit: number}))


def smaller_up_to(form: Form, other: Form, counts: Counts) -> int:
    """The largest number of open cells (runs, partial tiles) at which a form is smaller.

    It is counted in the unit that the form grows with, for masks of the shape and tile of `counts`;
    −1 when the form is never smaller. ValueError when the form does not grow, or the other one
    grows faster or with something else: then there is no such number.
    """
    unit = form.grows
    if not unit or other.grows not in ("", unit):
        raise ValueError(f"{form.title} and {other.title} do not depend on one number")
    mine, theirs = at(form, counts, unit, 0), at(other, counts, unit, 0)
    slope = at(form, counts, unit, 1) - mine - (at(other, counts, unit, 1) - theirs)
    if slope <= 0:
        raise ValueError(f"{form.title} does not grow faster than {other.title}")
    last = -(-(theirs - mine) // slope) - 1  # mine + slope * n < theirs
    return max(-1, min(last, counts.most[unit]))
