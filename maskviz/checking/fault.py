"""What cannot be checked, with its place and, where it is known, what was probably meant."""

from maskviz.masks.rule import RuleError
from maskviz.matrices.code import CodeError
from maskviz.matrices.error import MatrixError


class CheckError(MatrixError):
    """Bytes, a text or an array that hold no mask; the message is one sentence with the numbers.

    caret     the line at fault with a mark under the place, for a fixed-width font; "" without one
    repaired  a rule that was probably meant, None where none is known
    """

    def __init__(self, message: str, caret: str = "", repaired: str | None = None):
        super().__init__(message)
        self.caret, self.repaired = caret, repaired


def of_rule(fault: RuleError) -> CheckError:
    return CheckError(fault.message, fault.caret, fault.repaired)


def of_matrix(fault: MatrixError, text: str = "") -> CheckError:
    caret = fault.caret(text) if isinstance(fault, CodeError) else ""
    return CheckError(str(fault), caret)
