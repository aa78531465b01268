"""What is wrong with a rule: one sentence, the place in the text, and the repair where known."""

import re
from collections.abc import Iterable

Edit = tuple[int, int, str]  # replace text[start:end] by a new text

CHARACTERS = 300  # of a rule, as typed and as written out
NODES = 64  # numbers, names and operations of a rule; bounds the work a cell costs
DEPTH = 16  # operations inside operations; bounds the recursion
INTEGERS = 2**31  # every value stays below; kernels count positions in 32 bits
COST = 300_000_000  # nodes x cells: the largest rule on one head of the largest mask
HEADS = 64


class RuleError(ValueError):
    """A text that is no rule, or a rule that has no matrix at these sizes.

    The message is one sentence. `start` and `end` are the characters of `text` at fault, both None
    when no place is. `repaired` is a text that compiles and that was probably meant, or None.
    """

    def __init__(
        self,
        message: str,
        text: str = "",
        start: int | None = None,
        end: int | None = None,
        repaired: str | None = None,
    ):
        super().__init__(message)
        self.message, self.text = message, text
        self.start, self.end = start, end
        self.repaired = repaired

    @property
    def column(self) -> int | None:
        """The first character at fault, counted from 1 in its line."""
        if self.start is None:
            return None
        return self.start - self.text.rfind("\n", 0, self.start)

    @property
    def caret(self) -> str:
        """The line at fault and under it carets, for a fixed-width font; empty without a place.

        What cannot be shown, such as half a character, is � there.
        """
        if self.start is None:
            return ""
        first = self.text.rfind("\n", 0, self.start) + 1
        line = self.text[first:].split("\n", 1)[0]
        line = "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in line)
        margin = "".join(c if c == "\t" else " " for c in line[: self.start - first])
        width = max(1, min(self.end, first + len(line)) - self.start)
        return f"{line}\n{margin}{'^' * width}"


def glued(left: str, right: str) -> str:
    """Two pieces of text side by side, with a space where they would become one word."""
    words = re.match(r"\w\w", left[-1:] + right[:1])
    return f"{left} {right}" if words else left + right


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all replacements made; they must not overlap."""
    made, done = "", 0
    for start, end, new in sorted(edits):
        made = glued(glued(made, text[done:start]), new)
        done = end
    return glued(made, text[done:])
