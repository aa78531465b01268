"""What the figures of "Does it cheat?" say, as sentences; every verdict follows from a number."""

import math
from collections.abc import Sequence

from maskviz.analysis.cheatdata import Change, Report

SAME = 1e-4  # logits and scores closer than this differ by rounding only


def ppl(loss: float) -> str:
    return f"{math.exp(loss):,.1f}"


def signed(percent: float) -> str:
    """A change in percent that a line never breaks."""
    return f"{percent:+.1f}%".replace("-", "−")


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def listed(names: Sequence[object], noun: str) -> str:
    """`layer 0`, `layers 0 and 3`, `layers 0, 1 and 3`."""
    return f"{noun}{'s' if len(names) > 1 else ''} {joined([str(name) for name in names])}"


def having(changes: Sequence[Change], verdict: str) -> list[int]:
    return [number for number, found in enumerate(changes) if found.verdict == verdict]


def open_all(report: Report) -> str:
    found = report.open_all
    moved = (
        f"perplexity {ppl(report.causal)} on the held-out text with its mask, {ppl(found.loss)} "
        "without"
    )
    return {
        "worse": f"**No, it gets worse**: {moved}. Every row may now read the token that it has "
        "to predict, but the model was never trained to look there.",
        "better": f"**Yes, it gets better**: {moved}.",
        "unmoved": f"**Nothing that could be measured**: {moved}.",
    }[found.verdict]


def open_layer(report: Report) -> str:
    better, worse = (having(report.open_layer, verdict) for verdict in ("better", "worse"))
    if better:
        gains = joined([signed(report.open_layer[n].percent) for n in better])
        told = f"**{listed(better, 'Layer')} alone {verb(better, 'let')} it peek**: {gains}."
    else:
        told = "**No layer alone makes it better.**"
    if worse:
        told += f" {listed(worse, 'Layer')} alone {verb(worse, 'make')} it worse."
    return told


def verb(names: Sequence[object], word: str) -> str:
    return word if len(names) > 1 else f"{word}s"


def stranger(report: Report) -> str:
    """Whether what a layer reads of the future is the answer, not just more text."""
    told = [
        "Is it the future that helps? In the last column the layer reads the future of another "
        "text instead."
    ]
    if reads := having(report.stranger, "better"):
        gains = joined([signed(report.stranger[n].percent) for n in reads])
        told.append(f"Against that, its own future moves {listed(reads, 'layer')} by {gains}.")
    if vain := [n for n in reads if report.open_layer[n].verdict == "worse"]:
        told.append(
            f"{listed(vain, 'Layer')} {verb(vain, 'use')} it too, but {verb(vain, 'lose')} more "
            "without its mask than it gives."
        )
    if same := having(report.stranger, "unmoved"):
        told.append(f"For {listed(same, 'layer')} the two futures differ by nothing measurable.")
    if lost := having(report.stranger, "worse"):
        told.append(f"For {listed(lost, 'layer')} its own future is the worse one.")
    return " ".join(told)


def open_head(report: Report) -> str:
    every = [c for heads in report.open_head for c in heads]
    at = {id(c): (m, h) for m, heads in enumerate(report.open_head) for h, c in enumerate(heads)}
    counts = {v: sum(c.verdict == v for c in every) for v in ("better", "worse", "unmoved")}
    low, high = min(every, key=lambda c: c.change), max(every, key=lambda c: c.change)
    (best_layer, best_head), (worst_layer, worst_head) = at[id(low)], at[id(high)]
    return (
        f"Of {len(every)} heads alone without the mask, **{counts['better']} make it better**, "
        f"{counts['worse']} worse, and {counts['unmoved']} move it less than can be measured. "
        f"Lowest: layer {best_layer}, head {best_head} ({signed(low.percent)}); highest: layer "
        f"{worst_layer}, head {worst_head} ({signed(high.percent)})."
    )


def raw_scores(report: Report) -> str:
    equal = [n for n, (_, most) in enumerate(report.gaps) if most == 0]
    differ = [n for n, (_, most) in enumerate(report.gaps) if most > 0]
    said = []
    if equal:
        said.append(
            f"**In {listed(equal, 'layer')} they do not, to the last bit**: the mask comes after "
            "the raw scores, and the vectors that go in are the same."
        )
    if differ:
        said.append(
            f"In {listed(differ, 'layer')} they do: the vectors that go in have already read ahead."
        )
    return " ".join(said)


def last_row(report: Report) -> str:
    still = [n for n, most in enumerate(report.last_row) if most < SAME]
    moved = [n for n, most in enumerate(report.last_row) if most >= SAME]
    top = len(report.last_row) - 1
    said = []
    if still == [top]:
        said.append(
            f"Take the mask from layer {top}, the last, alone, and the last token’s logits stay as "
            "they were: its row could read the whole text anyway, and no layer above reads the "
            "rows that changed."
        )
    elif still:
        said.append(
            f"The last token’s logits stay when {listed(still, 'layer')} alone has no mask."
        )
    if moved:
        most = joined([f"{report.last_row[n]:.1f}" for n in moved])
        said.append(f"Taking it from {listed(moved, 'layer')} alone moves them by up to {most}.")
    return " ".join(said)


def training(report: Report) -> str:
    first, last = report.without_mask[0], report.without_mask[-1]
    kept = report.with_mask
    cheats = last.peeking < first.peeking and last.honest > first.honest
    verdict = "**Now it cheats**" if cheats else "**It does not cheat**"
    return (
        f"{verdict}: after {last.step} steps without the mask its loss is {last.peeking:.2f} when "
        f"it may peek (it was {first.peeking:.2f}), and {last.honest:.2f} when it may not (it was "
        f"{first.honest:.2f}). The same steps with the mask: {kept[-1].honest:.2f} (it was "
        f"{kept[0].honest:.2f})."
    )


def writing(report: Report) -> str:
    found, usual = report.cheater, report.written.causal
    gone = found.alone > usual
    verdict = "**No**" if gone else "**It does as well as with the mask**"
    return (
        f"{verdict}: when it writes, the next token is not there to be read, mask or no mask. The "
        f"model trained without its mask has perplexity {ppl(found.open)} where the whole held-out "
        f"text may be read and {ppl(found.alone)} where each beginning is read on its own; the "
        f"shipped model with its mask has {ppl(usual)}."
    )
