"""The one error of the library."""

from collections.abc import Iterator
from contextlib import contextmanager


class MaskError(ValueError):
    """What is no mask, or does not fit another; the message is one sentence with the numbers.

    caret  the line at fault with a mark under the place, for a fixed-width font; "" without one
    """

    def __init__(self, message: str, caret: str = ""):
        super().__init__(message)
        self.caret = caret


@contextmanager
def one_error() -> Iterator[None]:
    """Whatever is wrong with what was given is a `MaskError`, with its sentence."""
    try:
        yield
    except MaskError:
        raise
    except ValueError as fault:
        raise MaskError(str(fault), getattr(fault, "caret", "")) from None
