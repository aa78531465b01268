"""What cannot be read of a program, with its place."""

import ast

from maskviz.matrices.error import MatrixError


class CodeError(MatrixError):
    """A word, or a use of one, that is not on the list; the message is one sentence.

    line, column  where it stands, both from 0; None where the whole is meant
    """

    def __init__(self, said: str, line: int | None = None, column: int | None = None):
        super().__init__(said)
        self.line, self.column = line, column

    def caret(self, text: str) -> str:
        """The line with a mark under the place."""
        lines = text.splitlines()
        if self.line is None or not 0 <= self.line < len(lines):
            return ""
        return f"{lines[self.line]}\n{' ' * (self.column or 0)}^"


def at(node: ast.AST, said: str) -> CodeError:
    """The error at a piece of the program."""
    line = getattr(node, "lineno", None)
    return CodeError(said, None if line is None else line - 1, getattr(node, "col_offset", None))
