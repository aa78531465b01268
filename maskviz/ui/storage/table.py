"""Sizes in words, and the tables of the page "How a mask is stored", as HTML."""

from collections.abc import Mapping

from markupsafe import Markup

from maskviz.matrices.storage import FORMS, Counts
from maskviz.matrices.storage.attend import HOW
from maskviz.matrices.storage.crossover import smaller_up_to
from maskviz.ui.kit.table import Cell, figure, table, under

LISTS = ("coo32", "coo64", "csr32", "csr64")  # whose size depends on the number of open cells
WHOLE = ("bits", "dense", "additive")  # whose size does not
UNITS = {"open": "cells that may be read", "runs": "runs", "partial": "partial tiles"}


def size_text(size: int) -> str:
    """Bytes as people say them, in powers of 1,000: 512 B, 4.1 kB, 1.05 MB."""
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1e3:,.3g} kB" if size < 999_500 else f"{size / 1e6:,.3g} MB"


def times_text(ratio: float) -> str:
    """How many times as much: 0.042 ×, 1.3 ×, 34 ×."""
    digits = ",.0f" if ratio >= 9.95 else ".1f" if ratio >= 1 else ".2g"
    return f"{ratio:{digits}}\u00a0×"


def share_text(part: int, whole: int) -> str:
    """A share with as many digits as it needs: 3.1%, 0.39%, 0.0012%."""
    return f"{100 * part / whole:.3g}%" if whole else "0%"


def difference_text(size: float) -> str:
    return f"{size:.0e}" if size else "0"


def size_table(counts: Counts, sizes: Mapping[str, int]) -> Markup:
    """Every form: what it keeps, its bytes, how they are counted, up to where it beats bits."""
    least = min(sizes.values())

    def row(name: str) -> list[str | Cell]:
        form, size = FORMS[name], sizes[name]
        mark = "least" if size == least else ""
        return [
            Cell(under(form.title, form.sentence), mark),
            figure(f"{size:,}", mark),
            Cell(form.formula, "wide"),
            limit(name, counts),
        ]

    head = [
        "Form",
        figure("Bytes"),
        Cell("How they are counted", "wide"),
        "Smaller than packed bits",
    ]
    return table(head, map(row, FORMS))


def crossing_table(counts: Counts) -> Markup:
    """Up to which share of open cells each list is smaller than what keeps every cell."""

    def cell(name: str, other: str) -> str | Markup:
        last = smaller_up_to(FORMS[name], FORMS[other], counts)
        if last < 0:
            return "never"
        if last >= counts.cells:
            return "always"
        share = share_text(last, counts.cells)
        return under(f"up to {share}", f"{last:,} cells at most")

    head = ["", *(f"than {FORMS[other].title.lower()}" for other in WHOLE)]
    rows = (
        [f"{FORMS[name].title} is smaller", *(cell(name, other) for other in WHOLE)]
        for name in LISTS
    )
    return table(head, rows)


def has(counts: Counts, unit: str) -> int:
    return {"open": counts.open, "runs": counts.runs, "partial": counts.partial}[unit]


def limit(name: str, counts: Counts) -> str:
    """Up to how many of its units a form is smaller than packed bits, and how many there are."""
    form = FORMS[name]
    if name == "bits":
        return ""
    if not form.grows:
        return "never"
    last, unit = smaller_up_to(form, FORMS["bits"], counts), UNITS[form.grows]
    if last < 0:
        return "never at this size"
    most = counts.most[form.grows]
    if last >= most:
        return "always at this size"
    if last == 0:
        return f"with no {unit}; this mask has {has(counts, form.grows):,}"
    return (
        f"up to {last:,} {unit} of {most:,} ({share_text(last, most)}); "
        f"this mask has {has(counts, form.grows):,}"
    )


def time_table(
    sizes: Mapping[str, int], ratios: Mapping[str, float], difference: Mapping[str, float]
) -> Markup:
    """Bytes and time of each form, as multiples of dense bool, fastest first."""

    def row(name: str) -> list[str | Cell]:
        return [
            Cell(under(FORMS[name].title, HOW[name][0])),
            figure(times_text(sizes[name] / sizes["dense"])),
            figure(times_text(ratios[name])),
            figure(difference_text(difference[name]), "wide"),
        ]

    head = [
        "Form",
        figure("Bytes"),
        figure("Time"),
        figure("Largest difference", "wide"),
    ]
    return table(head, map(row, sorted(ratios, key=ratios.get)))
