"""Lines of torch, NumPy or JAX that make a mask, read word by word over a closed list.

`made` gives the array that they make, and the names that they leave open. Nothing is ever executed:
the text is parsed, and every word of it is looked up here.
"""

from maskviz.matrices.code.fault import CodeError
from maskviz.matrices.code.lifting import of_console
from maskviz.matrices.code.names import Places
from maskviz.matrices.code.parsing import is_code, is_program
from maskviz.matrices.code.program import made
from maskviz.matrices.code.result import Made

__all__ = ["CodeError", "Made", "Places", "is_code", "is_program", "made", "of_console"]
