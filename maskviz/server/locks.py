"""Properties that are calculated once wait for nobody."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cached_property
from types import ModuleType


def unlock(package: str) -> None:
    """Take the lock out of every cached property of a package, as Python 3.12 has done.

    Python 3.11 holds one lock for all objects of a class while one of them calculates. A run that
    lets others go first in the middle of it would stand in the way of those it lets go first.
    Without the lock two runs may calculate the same value of one object; it is the same.
    """
    for found in properties(package):
        if hasattr(found, "lock"):
            found.lock = nullcontext()


def properties(package: str) -> Iterator[cached_property]:
    """Every cached property of the classes in the modules of a package that are loaded."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package and isinstance(module, ModuleType):
            for thing in list(vars(module).values()):
                if isinstance(thing, type) and thing.__module__ == name:
                    yield from (v for v in vars(thing).values() if isinstance(v, cached_property))
