"""What cannot be read of a program, with its place."""

import ast

from maskviz.matrices.error import MatrixError


class CodeError(MatrixError):
    """A word, or a use of one, that is not on the list; the message is one sentence.

    line, column  where it stands, both from 0; None where the whole is meant
    code          the lines as they were read, without prompts, where they differ from the text
    ends          whether it stands in what a function returns
    shape         of the random numbers that it is, which have one all the same
    """

    def __init__(self, said: str, line: int | None = None, column: int | None = None):
        super().__init__(said)
        self.line, self.column = line, column
        self.code, self.ends = "", False
        self.shape: tuple[int, ...] | None = None

    def caret(self, text: str) -> str:
        """The line with a mark under the place."""
        lines = (self.code or text).splitlines()
        if self.line is None or not 0 <= self.line < len(lines):
            return ""
        return f"{lines[self.line]}\n{' ' * (self.column or 0)}^"


class Spent(CodeError):
    """A limit that is reached: nothing more is read."""


def at(node: ast.AST, said: str, kind: type[CodeError] = CodeError) -> CodeError:
    """The error at a piece of the program."""
    line = getattr(node, "lineno", None)
    return kind(said, None if line is None else line - 1, getattr(node, "col_offset", None))
