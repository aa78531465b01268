"""The one error of the library."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class MaskError(ValueError):
    """What is no mask, or does not fit another; the message is one sentence with the numbers.

    caret  the line at fault with a mark under the place, for a fixed-width font; "" without one
    """

    def __init__(self, message: str, caret: str = ""):
        super().__init__(message)
        self.caret = caret


def one_error(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Whatever is wrong with what was given is a `MaskError`, with its sentence.

    It is raised here: what was given is at fault, and not the lines that found it out, which would
    fill a screen of a notebook.
    """

    @wraps(function)
    def told(*args: Given.args, **given: Given.kwargs) -> Made:
        __tracebackhide__ = True  # pytest and notebooks show the line of whoever called
        try:
            return function(*args, **given)
        except MaskError as fault:
            raise fault.with_traceback(None) from fault.__cause__
        except ValueError as fault:
            raise MaskError(str(fault), getattr(fault, "caret", "")) from None

    return told
