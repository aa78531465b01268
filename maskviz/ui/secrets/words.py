"""The proof and the four ways out, in sentences made from the numbers."""

import math

from maskviz.analysis.leak import leak_anywhere
from maskviz.analysis.neighbours import neighbours
from maskviz.analysis.predictions import Guess
from maskviz.analysis.reading import word
from maskviz.analysis.secrets.hidden import Hidden
from maskviz.analysis.secrets.proof import Proof, other_tokens
from maskviz.analysis.secrets.ways import Longer, OwnRow, Pooled, Written
from maskviz.analysis.view import View
from maskviz.ui.kit.distances import far, listed, percent

NAMED = 3  # stretches that are quoted; the rest is counted
WHO = {"secret": "", "level": "of a lower level ", "owner": "of others "}


def quoted(view: View, hidden: Hidden) -> str:
    """The words of a secret as they stand in the text: “Alice”, “12” and 2 more."""
    spans, text = view.batch.spans[view.row], view.batch.texts[view.row]
    found = [
        text[spans[s[0]][0] : spans[s[-1]][1]].strip() or view.words[s[0]]
        for s in neighbours(hidden.tokens)
    ]
    named = ", ".join(f"“{one}”" for one in found[:NAMED])
    return named + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")


def proved(view: View, proof: Proof, how: str) -> list[str]:
    """What was changed, and what became of every row that must not know it."""
    hidden = proof.hidden
    became = "got noise as long as its vectors"
    if how == "word":
        labels = [word(label) for label in labels_of(view, other_tokens(view, hidden))]
        became = f"became “{' '.join(labels[:4])}{' …' if labels[4:] else ''}”"
    begin = f"{quoted(view, hidden)} {became}: "
    others = len(hidden.others)
    if not others:
        return [f"{begin}no row is left that must not know it."]
    if proof.kept:
        every = "the other row is" if others == 1 else f"all {others} rows {who(hidden)}are"
        return [f"{begin}{every} equal bit by bit, in every layer and at the logits."]
    return [begin + moved(view, proof), blame(view, proof)]


def who(hidden: Hidden) -> str:
    return WHO[hidden.fact] or "besides its own "


def labels_of(view: View, tokens: list[int]) -> list[str]:
    return view.shipped.tokenizer.labels(tokens)


def moved(view: View, proof: Proof) -> str:
    """Which of them moved, and how far the farthest."""
    numbers = proof.done.moved.distance[-1]
    most = max(proof.moved, key=lambda row: (math.isnan(numbers[row]), numbers[row]))
    return (
        f"{listed(proof.moved)} moved, {len(proof.moved)} of {len(proof.hidden.others)} that must "
        f"not know it; row {most} “{view.words[most]}” by {far(float(numbers[most]))} at the "
        "logits."
    )


def blame(view: View, proof: Proof) -> str:
    """The cell, or the recipe, that lets it out."""
    if proof.cell is None:
        if (share := leak_anywhere(view)) > 0:
            return (
                f"No cell of the mask lets it out: blocked keys keep up to {percent(share)} of a "
                "row's sum."
            )
        return "No cell of the mask lets it out: what moved is the rounding of rescaled weights."
    layer, head, q, k = proof.cell
    return (
        f"Head {head} of layer {layer} lets query {q} “{view.words[q]}” read key {k} "
        f"“{view.words[k]}”."
    )


def of_own_row(view: View, found: OwnRow) -> str:
    said = f"Row {found.row} “{view.words[found.row]}” moved by {far(found.moved)} at the logits"
    if found.before and found.after:
        return f"{said}: it said {guess(found.before)}, and then {guess(found.after)}."
    return f"{said}."


def guess(found: Guess) -> str:
    return f"“{word(found.label)}” ({percent(found.probability)})"


def of_pooled(found: Pooled) -> str:
    without = "0, every bit the same" if found.same else far(found.without)
    return (
        f"The mean over all rows moved by {far(found.moved)}, its length is {found.length:.1f}: "
        f"cosine {found.cosine:.4f}. Over the rows without the secret: {without}."
    )


def of_length(found: Longer | None, words: str) -> str:
    if found is None:
        return "Not measured: written twice, the tokens around it would not stay the same."
    more = f"“{words}” written twice, {found.more} token{'' if found.more == 1 else 's'} more"
    if not found.rows:
        return f"{more}: no row after it is left that must not know it."
    rows = "the row" if found.rows == 1 else f"the farthest of {found.rows} rows"
    return (
        f"{more}: {rows} after it moved by {far(found.moved, found.moved == 0)} at the logits, "
        f"rows before it by {far(found.before, found.before == 0)}."
    )


def of_text(found: Written) -> str:
    if found.link is None:
        return "This state is too large for a link; its file has the words."
    link = "reads" if found.link else "does not read"
    file = "has it too" if found.file else "leaves out the text that the page opens with"
    return (
        f"Whoever opens the link of this state, {found.characters} characters, {link} "
        f"“{found.words}” there. Its file {file}. Tables and arrays to download name every token."
    )
