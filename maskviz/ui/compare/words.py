"""What is said of two runs, in sentences made from the numbers on the page."""

import math
from collections.abc import Sequence

from maskviz.analysis.compare.four import Standing
from maskviz.analysis.compare.pair import Pair
from maskviz.analysis.neighbours import neighbours
from maskviz.analysis.predictions import Loss

SAME = "the same bit for bit"


def row_said(pair: Pair, q: int, head: int) -> str:
    """What happened to one row of one head from A to B."""
    row = q - pair.offset
    cells, (before, after) = pair.cells[head, row], pair.entropies
    lost, gained = int((cells < 0).sum()), int((cells > 0).sum())
    keys = [f"lost {keys_named(lost)}"] * bool(lost) + [f"gained {keys_named(gained)}"] * bool(
        gained
    )
    told = " and ".join(keys) or "reads the same keys"
    who = f"row {q}, “{pair.b.asks(q)}”, in head {head} of layer {pair.b.settings.layer}"
    bits = entropy_said(before[head, row].item(), after[head, row].item())
    return f"From A to B {who}, {told}, {bits}, {moved_said(pair.moved[head, row].item())}."


def keys_named(count: int) -> str:
    return f"{count} key{'s' * (count != 1)}"


def entropy_said(before: float, after: float) -> str:
    if math.isnan(before) or math.isnan(after):
        empty = "A and B" if math.isnan(before) and math.isnan(after) else "AB"[math.isnan(after)]
        return f"has no entropy in {empty}, where it reads nothing"
    if f"{before:.2f}" == f"{after:.2f}":
        return f"its entropy is {after:.2f} bits in both"
    verb = "fell" if after < before else "rose"
    return f"its entropy {verb} from {before:.2f} to {after:.2f} bits"


def moved_said(moved: float) -> str:
    return f"its output is {SAME}" if moved == 0 else f"its output moved by {moved:.2f}"


def whole_said(pair: Pair) -> str:
    """What happened to the predictions."""
    if pair.same_logits:
        return "Every prediction of A and of B is the same bit for bit."
    count, changed = len(pair.logits), pair.logits != 0  # NaN is a change as well
    still = (~changed).nonzero().flatten().tolist()
    said = [f"{int(changed.sum())} of {count} rows of the logits changed"]
    if changed.any() and pair.logits.isfinite().any():
        most = int(pair.logits.nan_to_num(-1).argmax())
        said.append(f"row {most} most, by up to {pair.logits[most].item():.2f}")
    before, after = pair.best
    other = int((before != after).sum())
    said.append(f"{other} of {count} have another best guess")
    first = f"; rows {ranges(still)} are {SAME}" if still else ""
    return ", ".join(said) + f"{first}."


def ranges(rows: Sequence[int]) -> str:
    """Rows in few words: "0 to 3, 7"."""
    runs = neighbours(rows)
    told = [f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return ", ".join(told[:6]) + (f" and {len(told) - 6} more" if told[6:] else "")


def answers_said(pair: Pair) -> str:
    """What comes out of A and of B: the loss, the words at blanks, or the answers."""
    a, b = pair.effects
    if a.loss and b.loss:
        return f"Loss and perplexity on the text: A {loss_said(a.loss)}; B {loss_said(b.loss)}."
    if pair.b.shipped.plan.writes_answer:
        same = a.answer == b.answer
        each = (
            "" if same else " Each reads its own answer as it writes, so later rows differ by that."
        )
        return f"A writes “{a.answer}”, B “{b.answer}”.{each}"
    blanks = [i for i in a.filled if i in b.filled]
    told = (
        f"at {i} A says “{a.filled[i].label}” {a.filled[i].probability:.0%} and B "
        f"“{b.filled[i].label}” {b.filled[i].probability:.0%}"
        for i in blanks
    )
    return f"Blanks: {'; '.join(told)}." if blanks else ""


def loss_said(loss: Loss) -> str:
    if math.isnan(loss.nats):
        return "none"
    return f"{loss.nats:.3f} nats a token, {loss.perplexity:,.2f}"


def without_said(found: Sequence[Standing]) -> str:
    """What breaks without the causal mask, and without the padding mask."""
    by_name, said = {each.name: each for each in found}, []
    none = by_name["full"]
    if "causal" in by_name and none.future is not None:
        with_it = far(by_name["causal"].future)
        said.append(
            f"Without the causal mask another last token moves earlier rows by {far(none.future)}; "
            f"with it by {with_it}."
        )
    if "key_padding" in by_name and none.padding is not None:
        with_it = far(by_name["key_padding"].padding)
        said.append(
            f"Without the padding mask other padding moves real rows by {far(none.padding)}; with "
            f"it by {with_it}."
        )
    both = by_name.get("causal")
    if both and both.padding == 0 and none.padding:
        said.append("Here the causal mask alone keeps padding out: it stands after the text.")
    return " ".join(said)


def far(moved: float | None) -> str:
    """A distance in words; 0 is bit for bit."""
    if moved is None:
        return "–"
    return "0 exactly" if moved == 0 else "NaN" if math.isnan(moved) else f"{moved:.2f}"
