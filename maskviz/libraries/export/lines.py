"""Lines of source text that fit: statements, comments, lists of numbers."""

import re
import textwrap
from collections.abc import Iterable, Sequence

import numpy as np

WIDTH = 100


HELD = "\0"  # stands for a space at which no line may end


def wrapped(line: str, indent: str = "") -> str:
    """One statement on as many lines as it needs; it breaks inside its brackets only."""
    lines = textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def statement(start: str, expression: str, indent: str = "") -> str:
    """`start expression` on one line, or in brackets on several, if possible before & | ^."""
    text = opened(expression)
    if len(indent) + len(start) + len(text) < WIDTH:
        return f"{indent}{start} {text}\n"
    line = f"{start} ({text})"
    held = re.sub(r" (?![&|^] )", HELD, line)
    narrow = all(len(word) <= WIDTH - len(indent) - 4 for word in held.split(" "))
    return wrapped(held if narrow else line, indent).replace(HELD, " ")


def opened(expression: str) -> str:
    """Without a pair of parentheses around the whole."""
    deep = 0
    for i, character in enumerate(expression):
        deep += {"(": 1, ")": -1}.get(character, 0)
        if deep == 0 and i < len(expression) - 1:
            return expression
    return expression[1:-1]


def remark(text: str) -> str:
    """A comment on as many lines as it needs."""
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ") + "\n"


def numbers(values: Iterable[int]) -> str:
    return f"[{', '.join(str(int(value)) for value in values)}]"


def spoken(values: Sequence[int], most: int = 6) -> str:
    """Numbers as one says them: 0, 1 and 4; of many only the first."""
    if len(values) > most:
        return f"{', '.join(map(str, values[:most]))} and {len(values) - most} more"
    *others, last = map(str, values)
    return f"{', '.join(others)} and {last}" if others else last


def drawn(cells: np.ndarray) -> str:
    """bool (q, k) as lines of # for True and . for False."""
    return "\n".join("".join("#" if cell else "." for cell in row) for row in cells)
