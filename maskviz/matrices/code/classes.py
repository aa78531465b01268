"""The mask that a class makes, in its __init__ or in one of its methods."""

from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.matrices.code.fault import CodeError, Spent
from maskviz.matrices.code.making import LAST, bound, run, thing
from maskviz.matrices.code.mods import Mod
from maskviz.matrices.code.objects import Instance, Klass
from maskviz.matrices.code.said import sides

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program


def of_class(program: "Program", what: Klass | Instance) -> tuple[Any, str]:
    """The mask of a class, with its name: what is said last of what its __init__ sets, then of its
    methods, then of what it does when it is called.

    Errors: CodeError where none of them makes one.
    """
    faults: list[CodeError] = []
    klass = what.klass if isinstance(what, Instance) else what
    found: list[tuple[Any, str]] = []
    if isinstance(what, Klass):
        what = made(program, what, faults, found)
    others = [name for name in klass.methods if not name.startswith("__") and name not in LAST]
    for name in [*others, *(name for name in LAST[:-1] if name in klass.methods)]:
        try:
            value = run(program, bound(klass, name, what), [], {})
        except Spent:
            raise
        except CodeError as fault:
            faults.append(fault)
            value = None
        if not take(value, name, found) and not program.inner.pending:
            take(program.inner.value, program.inner.name, found)
    if found:
        return found[-1]
    if faults:
        raise faults[0]
    raise CodeError(f"No line of the class {klass.name} makes a mask.")


def made(
    program: "Program", klass: Klass, faults: list[CodeError], found: list[tuple[Any, str]]
) -> Instance:
    """A thing of the class, of which nothing is told."""
    try:
        one = thing(program, klass, [], {})
    except Spent:
        raise
    except CodeError as fault:
        faults.append(fault)
        return Instance(klass, dict(klass.fields))
    if "__init__" in klass.methods:
        if program.inner.pending:
            faults.append(program.inner.pending)
        else:
            take(program.inner.value, program.inner.name, found)
    return one


def take(value: Any, name: str, found: list[tuple[Any, str]]) -> bool:
    """Keeps what can be a mask."""
    if isinstance(value, Mod) or (isinstance(value, np.ndarray | list) and sides(value) > 1):
        found.append((value, name))
        return True
    return False
