"""See what an attention mask does: masks by name or rule, matrices checked, pages to show.

    maskviz.catalogue      every known mask by its name, with its sentence, parameters and source
    maskviz.cells(...)     the matrix of a mask, by its name or as a rule
    maskviz.read(...)      which query may read which key, from an array or a text in any form
    maskviz.check(...)     what a mask is, what is wrong with it, what each library makes of it
    maskviz.assert_mask(...)  for tests: fails unless a mask is the expected one in every cell
    maskviz.show(...)      one HTML page of a mask, its tokens and its scores, without a server
    maskviz.MaskError      the one error, a ValueError of one sentence

Each is imported when it is first asked for, so that `import maskviz` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maskviz.python.asserting import assert_mask
    from maskviz.python.catalogue import catalogue
    from maskviz.python.cells import cells
    from maskviz.python.checking import check, read
    from maskviz.python.error import MaskError
    from maskviz.python.showing import show

HOMES = {
    "MaskError": "error",
    "assert_mask": "asserting",
    "catalogue": "catalogue",
    "cells": "cells",
    "check": "checking",
    "read": "checking",
    "show": "showing",
}
__all__ = ["MaskError", "assert_mask", "catalogue", "cells", "check", "read", "show"]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'maskviz' has no attribute {name!r}")
    found = getattr(import_module(f"maskviz.python.{HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
