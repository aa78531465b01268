"""What is odd about a row of attention, said truthfully and with its numbers."""

import math

import numpy as np

from maskviz.analysis.arithmetic import Row, softmax
from maskviz.models.attention import fill_of


def number(x: float) -> str:
    """A number for a sentence: `0.0023`, `−1e4`, `−∞`."""
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    short = f"{x:.2g}" if abs(x) < 1 else f"{x:.4g}"
    return short.replace("e+0", "e").replace("e-0", "e−").replace("-", "−")


def capped(row: Row) -> str:
    """What a cap after the mask makes of −∞."""
    return number(-row.softcap)


def empty_row(row: Row) -> str:
    """What the recipe makes of a query that may read nothing."""
    who = f"Query {row.q} has nothing to read"
    blocking, n = row.recipe.blocking, len(row.masked)
    if row.recipe.bans and row.caps_blocked:
        return f"{who}, but the cap came after the mask: −∞ became {capped(row)}, and it reads all."
    if row.sink is not None and np.isneginf(row.masked).all():
        return (
            f"{who}: every e^(−∞) is 0, and Σ is the sink's alone. Each weight is 0, none is NaN."
        )
    if blocking == "sdpa":
        return f"{who}: every e^(−∞) is 0, so Σ = 0, and 0/0 has no value. SDPA writes zeros."
    if blocking == "after":
        return f"{who}: the softmax was taken over all {n} keys, then every weight became 0."
    if blocking == "renormalised":
        return f"{who}: every weight became 0, and a sum of 0 cannot be rescaled. It stays 0."
    if row.maximum == -math.inf:
        return (
            f"{who}: every score is −∞, and −∞ − (−∞) is NaN; so are Σ, every weight, the output."
        )
    if row.sink is not None or any(step.after for step in row.steps):
        share = number(float(row.shares.sum()))
        return f"{who}, but no score is −∞: all {n} keys together get {share} of 1."
    if np.ptp(row.masked) == 0:
        score = number(float(row.masked[0]))
        return f"{who}: every score is {score}, so each of the {n} keys gets {number(1 / n)}."
    _, _, _, unmasked = softmax(row.scores, row.recipe)
    largest = float(np.abs(row.shares - unmasked).max())
    if largest < 1e-3:
        return (
            f"{who}: {number(fill_of(row.recipe))} was added to all {n} scores alike. No weight "
            f"changes by more than {number(largest)}: the row reads as if there were no mask."
        )
    return (
        f"{who}: {number(fill_of(row.recipe))} was added to all {n} scores alike; rounding at that "
        f"size moved weights by up to {number(largest)}."
    )


def not_a_number(row: Row) -> str | None:
    """Where NaN entered, as far back as this row can tell."""
    if np.isnan(row.query).any():
        return f"The query {row.q} is NaN already: an earlier layer made NaN, and it spreads."
    keys = np.flatnonzero(np.isnan(row.masked))
    if len(keys):
        return f"The score of key {keys[0]} is NaN: one NaN makes Σ and every weight NaN."
    if np.isnan(row.weights).any() and row.allowed.any():
        return f"The largest score is {number(row.maximum)}, and ∞ − ∞ is NaN."
    if np.isnan(row.output).any() and not np.isnan(row.weights).any():
        return "A value is NaN, and 0 × NaN is NaN: it reaches the mean even at weight 0."
    return None


def leak(row: Row) -> str | None:
    """How much the blocked keys of a row still weigh, or have weighed."""
    blocked = ~row.allowed
    if not blocked.any() or not row.allowed.any() or not np.isfinite(row.weights).all():
        return None
    share = float((row.shares if row.recipe.late else row.weights)[blocked].sum())
    match row.recipe.blocking:
        case "sdpa" | "infinity" if row.caps_blocked:
            return (
                f"The cap came after the mask: −∞ became {capped(row)}, and blocked keys get "
                f"{number(share)} of 1."
            )
        case "zero":
            return f"A score of 0 is a vote, not a ban: blocked keys get {number(share)} of 1."
        case "add" | "write":
            fill = number(fill_of(row.recipe))
            if share == 0:
                return (
                    f"{fill} is low enough here: the weight of a blocked key is too small to hold."
                )
            return f"Blocked keys still get {number(share)} of 1: {fill} is a number, not a ban."
        case "after":
            left = number(float(row.weights.sum()))
            return (
                f"Blocked keys took {number(share)} of Σ before they went: weights sum to {left}."
            )
        case "renormalised":
            kept = float(row.weights.any() and row.shares[row.allowed].sum())
            if kept == 0:
                return "The weights that were kept were too small to hold: nothing could be scaled."
            return f"The weights that were kept summed to {number(kept)}; each was divided by it."
    return None


def sunk(row: Row) -> str | None:
    """What the sink took of the row."""
    if row.sink is None or not np.isfinite(row.shares).all():
        return None
    kept = float(row.shares.sum())
    took = f"The sink, of score {number(row.sink)}, took {number(1 - kept)} of 1 for nothing"
    if row.recipe.blocking == "renormalised":
        return f"{took}; the weights that were kept were rescaled after it."
    return f"{took}: the shares of the keys add up to {number(kept)}."


def remarks(row: Row) -> list[str]:
    """Everything a reader of this row should be told; an ordinary row needs nothing."""
    said = [not_a_number(row), None if row.allowed.any() else empty_row(row), leak(row), sunk(row)]
    if row.recipe.precision != "float32":
        digits = {"float16": "about 3", "bfloat16": "about 2"}[row.recipe.precision]
        said.append(f"Scores and weights are {row.recipe.precision}: {digits} decimal digits.")
    return [sentence for sentence in said if sentence]
