"""What cannot be read of a program: whether the mask depends on it, or it only stands around."""

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from maskviz.matrices.code.attention import attends, whole_name
from maskviz.matrices.code.fault import CodeError, Spent
from maskviz.matrices.code.names import LIBRARIES, MASKISH, Lost, dotted

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

TELLS = re.compile(  # what shows, or sets how something is done
    r"set_|add_|plot|save|show|log|write|info|debug|title|text|legend|color|label|\w*seed|manual"
    r"|use_|enable|disable|empty_cache|synchronize|filterwarnings|update$"
)
MOST = 300  # statements that cannot be read, the same one again counted too
LEAVES = (ast.Return, ast.Break, ast.Continue)
CONSUMES = ("matmul", "bmm", "einsum", "softmax", "dot")  # what makes outputs of weights


def missed(program: "Program", node: ast.stmt, fault: CodeError) -> None:
    """A statement that cannot be read. What it sets is lost; where that may be the mask, so is the
    mask until another is said.

    Errors: the fault, of what a function returns and of a line that is nothing else.
    """
    if fault.ends or any(isinstance(part, LEAVES) for part in ast.walk(node)):
        fault.ends = True
        raise fault
    program.first, program.missed = program.first or fault, program.missed + 1
    if program.missed > MOST:
        raise Spent(str(program.first), program.first.line, program.first.column)
    if isinstance(node, ast.Expr):
        if not stands_around(program, node.value):
            program.said.pending = fault
            names = program.names.known
            names |= {name: Lost(fault) for name in wide_in(program, node)}
        return
    names = program.names
    for target in set_by(node):
        held = names.known.get(target)
        masks = bool(MASKISH.search(target.split(".")[-1])) or wide(held)
        masks |= held is not None and held is program.said.value
        names.known[target] = Lost(fault)
        if masks or (touched(program, node) and not consumed(node)):
            program.said.pending = fault


def set_by(*nodes: ast.AST) -> Iterator[str]:
    """The names that statements set, those inside them too."""
    for part in (part for node in nodes for part in ast.walk(node)):
        if isinstance(part, ast.Name | ast.Attribute) and isinstance(part.ctx, ast.Store):
            if whole := dotted(part):
                yield whole
        elif isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store):
            inside: ast.AST = part
            while isinstance(inside, ast.Subscript):
                inside = inside.value
            if whole := dotted(inside):
                yield whole


def wide(value: object) -> bool:
    """Whether it is an array that could be a mask."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], list | np.ndarray)
    return isinstance(value, np.ndarray) and value.ndim > 1


def touched(program: "Program", node: ast.AST) -> bool:
    """Whether an array that could be a mask goes into it."""
    return bool(wide_in(program, node))


def wide_in(program: "Program", node: ast.AST) -> list[str]:
    """The names of arrays that could be a mask, of all that stand in it."""
    known, grids = program.names.known, [*program.names.places.values()]
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute))
    found = {name: known.get(name) for name in map(dotted, parts)}
    return [n for n, v in found.items() if wide(v) and not any(v is grid for grid in grids)]


def consumed(node: ast.AST) -> bool:
    """Whether it is attention that reads through the mask: what it makes is no mask."""
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.MatMult):
            return True
        if isinstance(part, ast.Call) and (
            attends(whole_name(part)) or whole_name(part) in CONSUMES
        ):
            return True
    return False


def stands_around(program: "Program", node: ast.AST) -> bool:
    """Whether an expression can neither make nor change the mask: plt.show(), model.train()."""
    if not isinstance(node, ast.Call) or consumed(node):
        return isinstance(node, ast.Call)
    if TELLS.match(whole_name(node)):
        return True
    root = dotted(node.func).split(".")[0]
    makes = root in LIBRARIES or not isinstance(node.func, ast.Attribute)
    return not makes and not touched(program, node)
