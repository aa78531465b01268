"""A mask held against what it is meant to be, for tests."""

from typing import Any

import numpy as np

from maskviz.python.cells import cells
from maskviz.python.checking import judged
from maskviz.python.error import MaskError, one_error
from maskviz.python.function import is_function
from maskviz.python.given import check_unused, truth
from maskviz.python.named import named
from maskviz.python.picture import beside

FEW = 3  # cells that are named one by one


@one_error
def assert_mask(mask: Any, expected: Any, *, blocked: bool = False, **parameters: Any) -> None:
    """Raise AssertionError unless a mask is the expected one in every cell.

    mask        an array of torch, NumPy, JAX or plain lists, (…, queries, keys): True or 1 = may
                read, or numbers that are added to scores; every matrix of a stack is held against
                the expected one
    expected    a name of `maskviz.catalogue`, a term or a rule, as `maskviz.cells` takes it; the
                queries are then the last of the keys; a function of places; or another array
    blocked     whether True and 1 = blocked in `mask`, as torch.nn.MultiheadAttention has it
    parameters  what `maskviz.cells` takes: `window=4`, `doc=[0, 0, 1]`, `offset=0`

    The message says how many cells differ, which, what the mask is instead, and draws both where
    they are small. Errors: MaskError, a ValueError, where one of the two is no mask.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    found = truth(mask, blocked=blocked)
    flat = found.reshape(-1, *found.shape[-2:])
    title, wanted = meant(expected, flat.shape[1:], parameters)
    if wanted.shape != flat.shape[1:]:
        raise AssertionError(f"the mask is {flat.shape[1:]} and {title} is {wanted.shape}")
    wrong = [i for i, one in enumerate(flat) if not np.array_equal(one, wanted)]
    if wrong:
        which = f"mask {wrong[0]} of {len(flat)}" if len(flat) > 1 else "the mask"
        raise AssertionError("\n".join(difference(which, flat[wrong[0]], title, wanted)))


def meant(expected: Any, size: tuple[int, ...], parameters: dict[str, Any]) -> tuple[str, Any]:
    """The title and the cells of what is expected."""
    if is_function(expected):
        return getattr(expected, "__name__", "the function"), cells(expected, *size, **parameters)
    if not isinstance(expected, str):
        check_unused(parameters, ["blocked"])
        wanted = truth(expected)
        if wanted.ndim > 2 and any(side != 1 for side in wanted.shape[:-2]):
            raise MaskError(f"the expected array is {wanted.shape}, not one matrix")
        return "the expected array", wanted.reshape(wanted.shape[-2:])
    told = {k: v for k, v in parameters.items() if k not in ("offset", "head")}
    return named(expected, told).title, cells(expected, *size, **parameters)


def difference(which: str, got: np.ndarray, title: str, wanted: np.ndarray) -> list[str]:
    """The sentences of a failure."""
    apart = np.argwhere(got != wanted)
    first = [
        f"row {q} may read key {k}, which should be blocked"
        if got[q, k]
        else f"key {k} is blocked for row {q}, which should read it"
        for q, k in apart[:FEW].tolist()
    ]
    more = [f"and {len(apart) - FEW:,} more"] if len(apart) > FEW else []
    lines = [f"{which} differs from {title} in {len(apart):,} of {got.size:,} cells:"]
    lines += [f"  {line}" for line in (*first, *more)]
    if np.array_equal(~got, wanted):
        lines.append("It is inverted: pass ~mask, or blocked=True where True means blocked.")
    else:
        lines += instead(got)
    return [*lines, *beside(got, wanted, ("mask", "expected"))]


def instead(got: np.ndarray) -> list[str]:
    """What the mask is, by its name, or what is probably wrong with it."""
    found = judged(got)
    if found.exact:
        return [f"It is {found.exact[0].title}, the same in every cell."]
    return found.faults[:1]
