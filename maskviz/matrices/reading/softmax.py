"""Numbers of a softmax as a mask: weights after it, scores before it, what is added to them."""

import numpy as np

from maskviz.matrices.reading.brought import Brought, written
from maskviz.matrices.reading.meant import Meaning

BLOCKED = -100.0  # added to a score it leaves nothing; Swin adds no more than that
FAR = 10.0  # times as far from 0 as any score is a number that blocks beside scores
LEAST = -4.0  # a number from here down, added, is meant to block: e^-4 is a fiftieth
TINY = 1e-20  # of the largest weight of its row is nothing: e^-100 is less
WHOLE = 0.02  # by which the weights of a row may miss 1, printed with four digits
WEIGHTS = "weight 0"  # how a blocked cell of weights is called


def weights(brought: Brought) -> Meaning | None:
    """Weights after a softmax: rows that add up to 1, or NaN where nothing could be read."""
    values = brought.values
    if values.ndim < 2 or values.shape[-1] < 2:
        return None
    broken = np.isnan(values).all(-1)
    rows = values[~broken]
    if not rows.size or np.isnan(rows).any() or (rows < 0).any() or (rows > 1 + WHOLE).any():
        return None
    total = rows.sum(-1)
    if np.isin(rows, (0, 1)).all() or not (np.isclose(total, 1, atol=WHOLE) | (total == 0)).all():
        return None
    told = ["These are weights, not a mask: a weight of 0 is taken for a blocked key."]
    if broken.any():
        told.append(f"{count(broken.sum(), 'row')} of NaN: nothing could be read there.")
    most = np.nan_to_num(values).max(-1, keepdims=True)
    cells = np.nan_to_num(values) > TINY * most
    if (tiny := values[~cells & (values > 0)]).size:
        told.append(
            f"A weight of {written(float(tiny.max()))} is what a large negative number leaves: "
            "blocked, as a weight of 0 is."
        )
    return Meaning(cells, "a weight above 0 = may read", tuple(told), "> 0", WEIGHTS)


def scores(brought: Brought) -> Meaning | None:
    """Scores, or biases, in which −inf blocks whatever the other numbers are."""
    values = brought.values
    if not np.isneginf(values).any():
        return None
    finite = values[np.isfinite(values)]
    broken = np.isnan(values)
    if (finite <= BLOCKED).any() and (finite > BLOCKED).any():
        return None  # two fills beside numbers that may be read: `added`
    told = []
    if finite.size and (finite <= BLOCKED).all():
        low = written(float(finite.max()))
        told.append(
            f"{low} added to every key that may be read drops out of the softmax, and in float32 "
            "it swallows the scores: each row becomes the plain mean of those keys."
        )
    elif set(np.unique(finite)) - {0.0}:
        told.append(
            f"Beside -inf stand numbers from {written(float(finite.min()))} to "
            f"{written(float(finite.max()))}: scores, or biases added to them; they block nothing."
        )
    if broken.any():
        told.append(f"{count(broken.sum(), 'cell')} of NaN, taken for blocked.")
    cells = np.isfinite(values)
    return Meaning(cells, "-inf = blocked, all else = may read", tuple(told), "0", "-inf")


def filled(brought: Brought) -> Meaning | None:
    """Scores, or biases, of which one far below all others blocks: -1e9 beside 12.5."""
    values = brought.values
    fill = values <= BLOCKED
    if values.ndim < 2 or np.isnan(values).any() or not fill.any() or fill.all():
        return None
    rest, least = values[~fill], -float(values[fill].max()) / FAR
    few = rest.min() >= -1.0 and rest.max() <= -LEAST
    if few or rest.min() < -least or rest.max() > least:
        return None  # `added` says more of these, or there is no such gap
    shut, high = written(float(values[fill].max())), written(float(rest.max()))
    said = (
        f"Beside {shut} stand numbers from {written(float(rest.min()))} to {high}: scores, or "
        "biases added to them; they block nothing."
    )
    return Meaning(~fill, f"{shut} or less = blocked, all else = may read", (said,), "0", shut)


def added(brought: Brought) -> Meaning | None:
    """Numbers that are added to scores, where large negative ones block; what leaks is said."""
    values = brought.values
    if np.isnan(values).any() or (values > -LEAST).any():
        return None
    low = values <= LEAST
    if not low.any():
        return None
    kept = values[~low]
    if kept.size and kept.min() < -1.0:
        return None
    told = []
    soft = values[low & (values > BLOCKED)]
    if soft.size:
        at = float(soft.max())
        told.append(
            f"{written(at)} blocks not quite: a key with an equal score keeps e^{written(at)} = "
            f"{np.exp(at):.1e} of its weight, more if its score is higher."
        )
    other = np.unique(kept[kept != 0])
    if other.size:
        told.append(
            f"{written(float(other[0]))} is added to scores that may be read: it shifts weights "
            "and blocks nothing."
        )
    fills = np.unique(values[low & (values <= BLOCKED)])
    if len(fills) > 1 and np.isneginf(fills[0]):
        told.append(
            f"Two fills, {written(float(fills[0]))} and {written(float(fills[-1]))}: a row of -inf "
            "alone becomes NaN, a row of a finite number alone the mean of all its keys."
        )
    opened, shut = brought.written(0.0), brought.written(float(values[low].max()))
    said = f"added to scores: {written(float(kept.max())) if kept.size else '0'} = may read, "
    return Meaning(~low, f"{said}{shut} = blocked", tuple(told), opened, shut)


def count(number: int, noun: str) -> str:
    return f"{int(number):,} {noun}{'' if number == 1 else 's'}"
