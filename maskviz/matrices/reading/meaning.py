"""What numbers mean as a mask: which cells may be read, and what the softmax makes of the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maskviz.matrices.error import MatrixError, told
from maskviz.matrices.reading.brought import Brought, written
from maskviz.matrices.reading.signs import said_open

BLOCKED = -100.0  # added to a score it leaves nothing; Swin adds no more than that
WHOLE = 0.02  # by which the weights of a row may miss 1, printed with four digits
LEAST = -4.0  # a number from here down, added, is meant to block: e^-4 is a fiftieth
WEIGHTS = "weight 0"  # how a blocked cell of weights is called


@dataclass(frozen=True)
class Meaning:
    """One way to read the numbers.

    cells    bool, in the shape of the values: True where the query may read the key
    said     what the values mean, one clause: "1 = may read, 0 = blocked"
    remarks  what is worth knowing about these numbers, a sentence each
    open     how a cell that may be read is written, shut how a blocked one is
    doubt    whether another reading is as good as this one
    """

    cells: np.ndarray
    said: str
    remarks: tuple[str, ...] = ()
    open: str = "1"
    shut: str = "0"
    doubt: bool = False


def meanings(brought: Brought) -> list[Meaning]:
    """Every way to read the numbers as a mask, none for numbers that are no mask.

    1 = may read comes before 1 = blocked; which of two is meant the masks decide that they give.
    """
    if brought.signs:
        return list(by_sign(brought))
    values = brought.values
    kinds = set(np.unique(values[~np.isnan(values)]).tolist())
    if not np.isnan(values).any() and kinds <= {0.0, 1.0}:
        return list(by_digit(brought))
    if np.isposinf(values).any():
        return []
    for kind in (gaps, weights, scores, added):
        if found := kind(brought):
            return [found]
    return []


def by_digit(brought: Brought) -> Iterator[Meaning]:
    one, zero = brought.words.get(1.0, "1"), brought.words.get(0.0, "0")
    if one.replace(".", "").strip("0") == "1":
        one, zero = "1", "0"
    if 1.0 not in brought.words and zero.lower() == "false":
        one = "True"
    read = brought.values == 1
    for opened in (True, False):
        said = (
            f"{one} = may read, {zero} = blocked"
            if opened
            else f"{one} = blocked, {zero} = may read"
        )
        ways = (one, zero) if opened else (zero, one)
        yield Meaning(read if opened else ~read, said, (), *ways, doubt=True)


def by_sign(brought: Brought) -> Iterator[Meaning]:
    """A drawing: by the sign that people draw for a cell that may be read, else either way."""
    signs = brought.signs
    known = said_open(signs)
    if len(signs) == 1:
        ways = [[True], [False]] if known is None else [known, [not known[0]]]
    elif known is not None:
        ways = [known, [not shut for shut in known]]
    else:
        ways = [[j == i for j in range(len(signs))] for i in range(len(signs))]
        ways += [[j != i for j in range(len(signs))] for i in range(len(signs)) if len(signs) > 2]
    for way in ways:
        read = np.array(way)[brought.values.astype(int)]
        opened = " ".join(s for s, yes in zip(signs, way, strict=True) if yes) or "nothing"
        shut = " ".join(s for s, yes in zip(signs, way, strict=True) if not yes) or "nothing"
        said = f"{opened} = may read, {shut} = blocked"
        yield Meaning(read, said, (), opened, shut, doubt=known is None or way is not ways[0])


def gaps(brought: Brought) -> Meaning | None:
    """One number and nothing, as JSON and NumPy's masked arrays have it: null, --, NA."""
    open_, nothing = ~np.isnan(brought.values), brought.written(np.nan)
    kinds = set(np.unique(brought.values[open_]).tolist())
    kept = written(min(kinds, default=0.0))
    if open_.all() or kinds not in ({0.0}, {1.0}) or nothing.lower() == "nan":
        return None  # a bare nan is an accident, and no way to write a mask
    return Meaning(open_, f"{kept} = may read, {nothing} = blocked", (), kept, nothing)


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
    cells = np.nan_to_num(values) > 0
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
    if len(fills) > 1:
        told.append(
            f"Two fills, {written(float(fills[0]))} and {written(float(fills[-1]))}: a row of -inf "
            "alone becomes NaN, a row of a finite number alone the mean of all its keys."
        )
    opened, shut = brought.written(0.0), brought.written(float(values[low].max()))
    said = f"added to scores: {written(float(kept.max())) if kept.size else '0'} = may read, "
    return Meaning(~low, f"{said}{shut} = blocked", tuple(told), opened, shut)


def count(number: int, noun: str) -> str:
    return f"{int(number):,} {noun}{'' if number == 1 else 's'}"


def no_mask(brought: Brought) -> MatrixError:
    """What to say of numbers that are no mask."""
    values = brought.values
    if values.ndim < 1:
        return MatrixError(f"It is one number, {brought.written(float(values))}, and no mask.")
    if np.isin(values, (0.0, 1.0)).all():
        return MatrixError(f"The shape is {told(brought.shape)}: that is no mask of 0 and 1.")
    place = np.argwhere(~np.isin(values, (0.0, 1.0)))[0]
    where, example = ", ".join(map(str, place)), written(float(values[tuple(place)]))
    return MatrixError(
        f"Cell ({where}) is {example}; a mask has two kinds of cells: 1 and 0, True and False, two "
        "signs, 0 and large negative numbers, or weights that add up to 1 in each row."
    )
