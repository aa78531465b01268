"""See what an attention mask does: masks by name or rule, matrices checked, pages to show.

    maskviz.catalogue      every known mask by its name, with its sentence, parameters and source
    maskviz.cells(...)     the matrix of a mask, by its name or as a rule
    maskviz.MaskError      the one error, a ValueError of one sentence

Each is imported when it is first asked for, so that `import maskviz` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maskviz.python.catalogue import catalogue
    from maskviz.python.cells import cells
    from maskviz.python.error import MaskError

HOMES = {
    "MaskError": "error",
    "catalogue": "catalogue",
    "cells": "cells",
}
__all__ = ["MaskError", "catalogue", "cells"]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'maskviz' has no attribute {name!r}")
    found = getattr(import_module(f"maskviz.python.{HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
