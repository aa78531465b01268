"""Text as statements, within limits; nothing of it is run."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from maskviz.matrices.code.attention import CAUSAL, TRIANGLES
from maskviz.matrices.code.fault import CodeError
from maskviz.matrices.code.functions import FUNCTIONS
from maskviz.matrices.code.lifting import QUOTES, dedented, lifted

CHARACTERS = 8_000
DEEPEST = 60  # brackets in brackets
HOLDS = {"tensor", "array", "asarray", "as_tensor", "constant", "from_numpy", "to_tensor"}
HOLDS |= {
    "convert_to_tensor",
    "matrix",
    "list",
    "tuple",
    "float",
    "set",
    "frozenset",
}  # as prints do
MAKES = sorted(n for n in FUNCTIONS if n not in HOLDS and not n.endswith("Tensor") and "." not in n)
WORD = re.compile(
    rf"\b(?:{'|'.join(MAKES)})[ ]?\(|\b(?:{'|'.join(TRIANGLES)})\b|"
    rf"\([^()]*\b(?:{'|'.join(CAUSAL)}) ?= ?True|"
    r"\b(?:tril|triu|arange|ones|zeros|eye|full|where|masked_fill|lambda|def|return|and_masks"
    r"|or_masks|q_idx|kv_idx|mgrid|ogrid|logical_\w+|generate_square_subsequent_mask|cumsum|range)\b"
)


def is_code(text: str) -> bool:
    """Whether a text looks like lines of a program and not like a print."""
    return bool(WORD.search(text))


def is_program(text: str) -> bool:
    """Whether a text is one of Python's that does something with its arrays, and not only has them:
    a function is called, an array is looked up, compared or calculated with."""
    try:
        nodes = [node for line in parsed(text).body for node in ast.walk(line)]
    except CodeError:
        return False
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = [getattr(func, "attr", getattr(func, "id", "")) for func in calls]
    if any(name not in HOLDS and name[:1].islower() for name in names):
        return True
    if any(isinstance(node, ast.Assign) and sets_cells(node) for node in nodes):
        return True
    made = any(isinstance(node, ast.Call | ast.List | ast.Slice) for node in nodes)
    return made and any(does_something(node) for node in nodes)


def sets_cells(node: ast.Assign) -> bool:
    """Whether it says what a cell is: mask[i][j] = j <= i."""
    asks = any(isinstance(part, ast.Compare) for part in ast.walk(node.value))
    return asks and isinstance(node.targets[0], ast.Subscript)


def does_something(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(value=ast.Name() | ast.Call(), ctx=ast.Load()):
            return True
        case ast.BinOp(left=left, right=right):
            return has_array(left) or has_array(right)
        case ast.Compare(left=left, comparators=[right, *_]):
            return has_array(left) or has_array(right)
        case ast.UnaryOp(op=ast.Invert()) | ast.ListComp():
            return True
    return False


def has_array(side: ast.AST) -> bool:
    """Whether it can be an array; inf and nan are numbers, and [-inf -inf] is a print."""
    if isinstance(side, ast.Name):
        return side.id not in ("inf", "nan")
    return isinstance(side, ast.Call | ast.List)


@dataclass(frozen=True)
class Code:
    """The statements of a text, and the lines that they were read from."""

    body: Sequence[ast.stmt]
    text: str


def parsed(text: str) -> Code:
    """The statements of a text; CodeError over the limits, and where it is no code."""
    if len(text) > CHARACTERS:
        raise CodeError(f"The code has {len(text):,} characters and {CHARACTERS:,} are the limit.")
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise CodeError(f"The brackets stand {deepest} deep and {DEEPEST} are the limit.")
    lines = text.expandtabs(4).translate(QUOTES).splitlines()
    for way in (lines, *lifted(lines)):
        try:
            return code_of(way)
        except CodeError as error:
            fault = error
    raise fault


def code_of(lines: list[str]) -> Code:
    """The statements of lines, wherever they begin."""
    plain = "\n".join(dedented(lines))
    try:
        return Code(ast.parse(plain).body, plain)
    except SyntaxError as error:
        place = (error.lineno or 1) - 1, (error.offset or 1) - 1
        found = CodeError(f"This is no code that can be read: {error.msg}.", *place)
    except (ValueError, RecursionError, MemoryError):
        found = CodeError("This is no code that can be read.")
    found.code = plain
    raise found
