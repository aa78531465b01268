"""Text as statements, within limits; nothing of it is run."""

import ast
import re

from maskviz.matrices.code.arrays import FUNCTIONS
from maskviz.matrices.code.fault import CodeError

CHARACTERS = 2_000
DEEPEST = 60  # brackets in brackets
HOLDS = {"tensor", "array", "asarray", "as_tensor", "constant", "from_numpy"}  # as prints do
MAKES = sorted(name for name in FUNCTIONS if name not in HOLDS and not name.endswith("Tensor"))
WORD = re.compile(
    rf"\b(?:{'|'.join(MAKES)})[ ]?\(|"
    r"\b(?:tril|triu|arange|ones|zeros|eye|full|where|masked_fill|lambda|def|return|and_masks"
    r"|or_masks|q_idx|kv_idx|logical_\w+|generate_square_subsequent_mask|cumsum|range)\b"
)


def is_code(text: str) -> bool:
    """Whether a text looks like lines of a program and not like a print."""
    return bool(WORD.search(text))


def parsed(text: str) -> list[ast.stmt]:
    """The statements of a text; CodeError over the limits, and where it is no code."""
    if len(text) > CHARACTERS:
        raise CodeError(f"The code has {len(text):,} characters and {CHARACTERS:,} are the limit.")
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise CodeError(f"The brackets stand {deepest} deep and {DEEPEST} are the limit.")
    lines = text.expandtabs(4).replace("\u2212", "-").splitlines()
    lead = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    try:
        return ast.parse("\n".join(line[lead:] for line in lines)).body
    except SyntaxError as error:
        place = (error.lineno or 1) - 1, (error.offset or 1) - 1
        raise CodeError(f"This is no code that can be read: {error.msg}.", *place) from None
    except (ValueError, RecursionError, MemoryError):
        raise CodeError("This is no code that can be read.") from None
