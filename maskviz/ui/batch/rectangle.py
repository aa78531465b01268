"""The batch as a rectangle: each text a row; of every token its 0/1, its id, its position id and
what the model says there."""

from markupsafe import Markup

from maskviz.analysis.batches.given import Given
from maskviz.analysis.batches.together import Together
from maskviz.analysis.reading import word
from maskviz.analysis.view import View
from maskviz.ui.batch.words import many
from maskviz.ui.kit.markup import joined

TABLE = Markup(
    '<div class="whole"><div class="names" aria-hidden="true">{}</div><div class="scroll">'
    '<table class="rectangle"><tbody>{}</tbody></table></div></div><p class="quiet">{}</p>'
)
NAMED = Markup('<div class="{}"><b>Text {}</b>{}</div>')
TEXT = Markup('<tr><th scope="row">Text {}: token, {}</th>{}</tr>')
NAMES = Markup("<small>{}</small>")
CELL = Markup('<td class="{}"><b>{}</b><span>{}</span><span>{}</span><span>{}</span>{}</td>')
SAID, NOISE = Markup("<em>{}</em>"), Markup("<s>{}</s>")


def rectangle(view: View, looked_at: Given, found: Together) -> Markup:
    """Padding is hatched, and what the model says there is struck through."""
    says = "next token" if view.shipped.plan.predicts_next else "best guess"
    lines = ("real", "id", "position id", says)
    names = joined(NAMES.format(line) for line in lines)
    every = range(looked_at.texts)
    named = joined(
        NAMED.format("looked" if row == view.row else "", row + 1, names) for row in every
    )
    texts = joined(text(view, looked_at, found, row, ", ".join(lines)) for row in every)
    padded = int((1 - view.batch.real).sum())
    noise = (
        f"Hatched is padding. The model works out {many(padded, 'row')} of it too; what it says "
        "there, struck through, is noise: it is about no token of the text."
    )
    return TABLE.format(named, texts, noise if padded else "")


def text(view: View, looked_at: Given, found: Together, row: int, names: str) -> Markup:
    batch, shipped = view.batch, view.shipped
    ids, real = batch.ids[row].tolist(), batch.real[row].tolist()
    place = range(len(ids)) if looked_at.position is None else looked_at.position[row].tolist()
    labels = shipped.tokenizer.labels(ids)
    numbers = found.share[row].isnan().tolist()
    best = [
        "NaN" if nan else word(shipped.target.label(token))
        for nan, token in zip(numbers, found.best[row].tolist(), strict=True)
    ]
    cells = joined(
        CELL.format(
            "" if counts else "pad",
            word(label),
            counts,
            token,
            at,
            (SAID if counts else NOISE).format(guess),
        )
        for label, counts, token, at, guess in zip(labels, real, ids, place, best, strict=True)
    )
    return TEXT.format(row + 1, names, cells)
