"""What values mean as a mask: 1 and 0, two signs, a number and nothing, numbers for a softmax."""

from collections.abc import Iterator

import numpy as np

from maskviz.matrices.error import MatrixError, told
from maskviz.matrices.reading.brought import A_LINE, Brought, written
from maskviz.matrices.reading.meant import Meaning
from maskviz.matrices.reading.signs import said_open
from maskviz.matrices.reading.softmax import BLOCKED, added, filled, scores, weights


def meanings(brought: Brought) -> list[Meaning]:
    """Every way to read the numbers as a mask, none for numbers that are no mask.

    1 = may read comes before 1 = blocked; which of two is meant the masks decide that they give.
    """
    if brought.signs:
        return list(by_sign(brought))
    values = brought.values
    kinds = set(np.unique(values[~np.isnan(values)]).tolist())
    if not np.isnan(values).any() and kinds <= {0.0, 1.0}:
        ways = list(by_digit(brought))
        return ways[:1] if brought.told not in ("", A_LINE) else ways  # told is what may be read
    if np.isposinf(values).any():
        return []
    for kind in (gaps, weights, scores, filled, added):
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


def no_mask(brought: Brought) -> MatrixError:
    """What to say of numbers that are no mask."""
    values = brought.values
    if values.ndim < 1:
        return MatrixError(f"It is one number, {brought.written(float(values))}, and no mask.")
    if np.isin(values, (0.0, 1.0)).all():
        return MatrixError(f"The shape is {told(brought.shape)}: that is no mask of 0 and 1.")
    place = np.argwhere(~np.isin(values, (0.0, 1.0)))[0]
    where, example = ", ".join(map(str, place)), written(float(values[tuple(place)]))
    low, high = written(float(np.min(values))), written(float(np.max(values)))
    if np.isfinite(values).all() and BLOCKED < values.min() < 0:
        return MatrixError(
            f"Cell ({where}) is {example}: numbers from {low} to {high} are scores or a position "
            "bias such as ALiBi's; added to scores they block nothing, so no mask is in them."
        )
    return MatrixError(
        f"Cell ({where}) is {example}; a mask has two kinds of cells: 1 and 0, True and False, two "
        "signs, 0 and large negative numbers, or weights that add up to 1 in each row."
    )
