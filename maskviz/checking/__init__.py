"""A check of whatever somebody has for a mask: what it is, what is wrong with it, and what each
library makes of it.

`check` takes a text (a print, a drawing, a vector, lines of code, a rule), the bytes of a file or
an array, and gives a `Checked`; `CheckError` is the one error. Nothing of a text is ever run.
"""

from maskviz.checking.checked import Checked
from maskviz.checking.fault import CheckError
from maskviz.checking.judging import check, judge
from maskviz.checking.packed import pack, unpack
from maskviz.checking.understanding import of_cells, understand
from maskviz.checking.understood import Understood

__all__ = [
    "CheckError",
    "Checked",
    "Understood",
    "check",
    "judge",
    "of_cells",
    "pack",
    "understand",
    "unpack",
]
