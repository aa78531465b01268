"""One line of figures under the picture."""

import math

from maskviz.analysis.effect import Effect, work_of
from maskviz.analysis.leak import can_leak, leak
from maskviz.analysis.view import View
from maskviz.masks.matrix import density, empty_rows


def short(value: float, digits: int = 2) -> str:
    return "none" if math.isnan(value) else f"{value:,.{digits}f}"


def best(found: Effect) -> str:
    """The likeliest token with its share."""
    if not found.guesses:
        return "NaN"
    return f"“{found.guesses[0].label}” {found.guesses[0].probability:.0%}"


def foretold(view: View, this: Effect, own: Effect) -> tuple[str, str]:
    """What the model makes of it, with its own mask in brackets."""
    if view.attention.predicts:
        return f"row {view.locked[0]} predicts", f"{best(this)} ({view.usual_mask}: {best(own)})"
    return "answer", f"“{this.answer}” ({view.usual_mask}: “{own.answer}”)"


def figures(view: View, this: Effect) -> list[tuple[str, str]]:
    """The figures of the mask itself: a name and a figure each."""
    allowed, work = view.mask.allowed, work_of(view)
    read, share = f"{int(allowed.sum()):,}", f"{density(allowed):.0%}"
    scores = ", as all scores are needed to choose" if view.mask.gate else ""
    skipped = f"if a kernel skipped every blocked cell{scores}"
    found = [
        (
            "may be read",
            f"{read} of {allowed.size:,} cells ({share})",
        ),
        ("empty rows", f"{len(empty_rows(allowed))}"),
        ("mean entropy", f"{short(this.entropies[view.head])} bits"),
        (
            "multiply-adds",
            f"{work.dense:,}, given the mask as a matrix; {work.needed:,} {skipped}",
        ),
    ]
    if can_leak(view):
        found.append(("leak", f"{leak(view):.2g} of a row at most is the blocked keys'"))
    return found
