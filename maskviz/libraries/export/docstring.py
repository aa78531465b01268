"""A docstring for a function that makes the mask: sentence, inequality, picture."""

import textwrap

from maskviz.libraries.export.lines import WIDTH, drawn, spoken
from maskviz.libraries.export.wanted import Head, Wanted
from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, Typed
from maskviz.masks.compose.tree import leaves
from maskviz.masks.compose.words import sentence

LARGEST = 64  # rows and columns of a picture that is still read


def inequality(leaf: MaskCall | Typed) -> str:
    """`0 <= q - k < window, window = 4`, indented."""
    if isinstance(leaf, Typed):
        return f"    {leaf.rule.inequality}"
    values = [f"{name} = {value}" for name, value in leaf.params.items()]
    return f"    {', '.join([leaf.mask.inequality, *values])}"


def told(term: Term) -> list[str]:
    """One mask in a sentence, and the inequalities of what it is made of."""
    if isinstance(term, MaskCall):
        return [term.mask.sentence, inequality(term)]
    if isinstance(term, Typed):
        return [f"Query q may read key k when {term.rule.inequality}."]
    return [sentence(term)] + [
        f"{inequality(leaf)}  ({leaf.title if isinstance(leaf, MaskCall) else 'the rule'})"
        for leaf in {str(leaf): leaf for leaf in leaves(term)}.values()
    ]


def story(head: Head) -> list[str]:
    """Every step of one mask, in order."""
    lines = [line for term in head.uses for line in told(term)]
    if head.drawn:
        lines.append("Its cells are those of the picture.")
    lines = lines or ["Everything may be read."]
    if head.flips:
        many = len(head.flips) > 1
        lines.append(
            f"Then {len(head.flips)} cell{'s are' if many else ' is'} turned over by hand."
        )
    if head.flips and head.then:
        lines.append("What follows blocks cells painted as may read, too.")
    return [*lines, *(line for term in head.then for line in told(term))]


def pictures(wanted: Wanted) -> list[tuple[Head, list[int]]]:
    """The different masks with their heads; two heads are alike when all their cells are."""
    found: dict[tuple, list[int]] = {}
    for number, head in enumerate(wanted.heads):
        same = tuple(map(str, head.all)), head.flips, wanted.cells[number].tobytes()
        found.setdefault(same, []).append(number)
    return [(wanted.heads[numbers[0]], numbers) for numbers in found.values()]


def docstring(wanted: Wanted) -> str:
    """The docstring with its quotes; large pictures are cut to their upper left corner."""
    size = f"{wanted.queries} queries from position {wanted.offset} on, {wanted.keys} keys"
    cut = max(wanted.size) > LARGEST
    shown = f"; the upper left {LARGEST} by {LARGEST} cells" if cut else ""
    many = not wanted.single
    title = f"A mask for each of {len(wanted.heads)} heads" if many else wanted.heads[0].title
    lines = [f"{title}.", "", "True = query q may read key k; q and k are positions in the text."]
    lines += [f"In the picture a line is a query, # may be read: {size}{shown}.", ""]
    for head, numbers in pictures(wanted):
        if many:
            heads = spoken(numbers, most=len(numbers))
            lines.append(f"Head{'s' * (len(numbers) > 1)} {heads}: {head.title}")
        corner = wanted.cells[numbers[0]][:LARGEST, :LARGEST]
        lines += [*story(head), "", *textwrap.indent(drawn(corner), "    ").split("\n"), ""]
    filled = (line if line.startswith(" ") else textwrap.fill(line, WIDTH - 3) for line in lines)
    return '"""' + "\n".join(filled).rstrip() + '\n"""\n'
