"""What is taken back from a whole check: its shortest program, and its text for the thread."""

from collections.abc import Iterator

from maskviz.checking import told
from maskviz.checking.checked import Checked
from maskviz.checking.take.thread import thread
from maskviz.checking.take.written import Source, Written, written
from maskviz.libraries.verdict import NO_ARGUMENT, Verdict
from maskviz.masks.compose import Typed
from maskviz.matrices.closest import Find

FEW = 3  # cells that differ from a mask which people mean, before one that is so by chance
NAMED = 3  # masks


def taken(checked: Checked) -> Written | None:
    """The programs of what was checked: the rule itself where it is one, else the known mask."""
    return written(checked.cells, ordered(checked), source_of(checked))


def source_of(checked: Checked) -> Source | None:
    """The rule that was checked, with the vectors that it was given; None for what is no rule."""
    understood = checked.understood
    if not understood.rule:
        return None
    facts = {name.name: tuple(map(int, name.value)) for name in understood.opened if name.vector}
    heads = len(checked.reading.samples)
    rule = Typed(understood.rule.canonical)
    return Source(rule, facts, checked.first, checked.sample, heads)


def ordered(checked: Checked) -> list[Find]:
    """The known masks, the one that a program is written of first: what people mean, then what
    has the same cells only because each token is told something."""
    plain = [find for find in checked.exact if find.usual]
    near = [find for find in checked.finds if find.usual and find.distance <= FEW]
    return [*plain, *near, *checked.finds]


def thread_of(checked: Checked, address: str = "") -> str:
    """Markdown for the thread: picture, what it is, what is wrong, what libraries make of it."""
    plain = [find for find in checked.exact if find.usual]
    close = [] if checked.mistaken else [*checked.exact[:1], checked.nearest]
    finds = plain[:NAMED] or close
    said = [*checked.faults, *by_library(checked.verdicts)]
    return thread(checked.cells, checked.taken, list(map(told.named, finds)), said, address)


def by_library(verdicts: list[Verdict]) -> Iterator[str]:
    """Where something else comes out than is meant, with the line that mends it; then the rest.

    A library that takes no matrix is left out.
    """
    takes = [verdict for verdict in verdicts if verdict.mend or verdict.spelling.cells is not None]
    if none := [verdict.library.title for verdict in takes if untold(verdict)]:
        yield f"No argument for it, so it is handed over as a matrix, in {', '.join(none)}"
    for verdict in takes:
        if not verdict.right and not untold(verdict):
            mend = f", mended by `{verdict.mend}`" if verdict.mend else ""
            yield f"{verdict.library.title}: {told.outcome(verdict)}{mend}"
    if right := [verdict.library.title for verdict in verdicts if verdict.right]:
        yield f"As it is meant in {', '.join(right)}"


def untold(verdict: Verdict) -> bool:
    """Whether the library has no argument for documents."""
    return verdict.spelling.refused == NO_ARGUMENT
