"""What decides which statements are read, and how often: loops, if, with, try."""

import ast
from typing import TYPE_CHECKING

import numpy as np

from maskviz.matrices.code.fault import CodeError, Spent, at
from maskviz.matrices.code.names import dotted
from maskviz.matrices.code.said import told
from maskviz.matrices.code.setting import bind

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program


def looped(program: "Program", node: ast.For | ast.While) -> None:
    """A loop, until it is over or left; its else is read where it was not left."""
    if isinstance(node, ast.For):
        for step in told(program.read(node.iter)):
            bind(node.target, step, program.names, program.read)
            if goes_on(program, node):
                continue
            return
    else:
        while truth(program, node.test):
            if not goes_on(program, node):
                return
    program.run(node.orelse)


def goes_on(program: "Program", node: ast.For | ast.While) -> bool:
    """One turn of a loop; whether another follows."""
    said = program.said
    program.run(node.body)
    left, said.leaving = said.leaving, ""
    return left != "break" and not said.returned


def flows(program: "Program", node: ast.stmt) -> bool:
    """A statement around others; False for one that is not on the list."""
    match node:
        case ast.Break() | ast.Continue():
            program.said.leaving = type(node).__name__.lower()
        case ast.With():
            program.run(node.body)
        case ast.Try():
            program.run([*node.body, *node.orelse, *node.finalbody])
        case ast.If():
            program.run(node.body if truth(program, node.test) else node.orelse)
        case _:
            return False
    return True


def truth(program: "Program", node: ast.expr) -> bool:
    """Whether a condition holds; one that nobody knows, but that has a name, is left open."""
    try:
        found = np.asarray(program.read(node))
    except Spent:
        raise
    except CodeError:
        asked = node.operand if isinstance(node, ast.UnaryOp) else node
        if not (name := dotted(asked).split(".")[-1]):
            raise
        opened = bool(program.names.number(f"{name}"))
        return not opened if isinstance(node, ast.UnaryOp) else opened
    if found.size != 1:
        raise at(node, "An “if” needs one truth, not an array of them.")
    return bool(found.all())
