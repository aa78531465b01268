"""None, causal, padding and both as a table; every cell opens its mask in the playground."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from maskviz.analysis.compare.four import Standing, trained_with
from maskviz.analysis.view import View
from maskviz.ui.compare.words import far, loss_said
from maskviz.ui.kit.link import link, playground_link
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.table import Cell, table
from maskviz.ui.kit.thumb import thumb

SIDE = 96


def four_table(view: View, found: Sequence[Standing]) -> Markup:
    """A column for each mask, a row for each thing that it does."""
    looks = {"layer": view.settings.layer, "head": view.head}
    addresses = [playground_link(each.settings.but(**looks)) for each in found]

    def line(name: str, told: Callable[[Standing], str | Markup]) -> list[str | Cell]:
        opened = (link(a, told(s), kind="cell") for a, s in zip(addresses, found, strict=True))
        return [name, *map(Cell, opened)]

    rows = [
        line("Mask", lambda s: picture(thumb(s.cells), SIDE)),
        line("May be read", may_read),
        line("Where it acts", lambda s: where(view, s)),
        line("Another last token moves earlier rows by", lambda s: far(s.future)),
        line("Other padding moves real rows by", lambda s: far(s.padding)),
        line(*comes_out(view)),
    ]
    return table(["", *(each.title for each in found)], rows, "four")


def may_read(found: Standing) -> str:
    """How many keys the first and the last row may read, and how many cells all may."""
    reads, size = found.cells.sum(axis=1), found.cells.size
    return (
        f"{int(reads.sum()):,} of {size:,} cells: row 0 reads {keys(reads[0])}, row "
        f"{len(reads) - 1} {keys(reads[-1])}"
    )


def keys(count: int) -> str:
    return f"{int(count)} key{'s' * (int(count) != 1)}"


def where(view: View, found: Standing) -> str:
    """In which scores it is put here, and where the model was trained with it."""
    if found.name == "full":
        return "Nowhere: nothing is blocked"
    shape, here = view.shipped.shape, view.attention.title
    trained = trained_with(view.shipped, found.name)
    known = f"with it in: {', '.join(trained)}" if trained else "without it"
    return (
        f"{here}: on the scores before the softmax, {shape.layers} layers x {shape.heads} heads. "
        f"{view.shipped.name} was trained {known}"
    )


def comes_out(view: View) -> tuple[str, Callable[[Standing], str | Markup]]:
    """The name and the words of what the model makes of the text."""
    plan = view.shipped.plan
    if plan.predicts_next:
        return "Loss, perplexity", scored
    if plan.writes_answer:
        return "Answer", lambda s: s.answer
    return "Words at the blanks", lambda s: ", ".join(g.label for g in s.guesses) or "none"


def scored(found: Standing) -> str:
    """The loss, and that it is no merit where the answer may have been read."""
    said = loss_said(found.loss) if found.loss else "none"
    return f"{said}; may have read the answer" if found.future else said
