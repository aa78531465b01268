"""Pictures as the tensors a choice takes, and choices with one slip each."""

import ast
import copy
import inspect
from collections.abc import Callable, Iterator

import numpy as np
import torch

from maskviz.masks.dynamic.spec import Dynamic, Scored

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
OPERATIONS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mod,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}


def made(choose: Callable, picture: Scored, params: dict | None = None) -> np.ndarray:
    """What a choice keeps of a picture's scores, bool (q, k)."""
    scores = torch.tensor(picture.numbers, dtype=torch.float32)
    words = picture.params if params is None else params
    return choose(scores, torch.tensor(picture.allowed), **words).numpy()


def slips(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """Every way to get one node wrong, each as a change made to a copy of it."""
    match node:
        case ast.Compare(ops=[op]):
            for kind in COMPARISONS:
                if not isinstance(op, kind):
                    yield lambda n, kind=kind: setattr(n, "ops", [kind()])
        case ast.Constant(value=bool(value)):
            yield lambda n, value=value: setattr(n, "value", not value)
        case ast.Constant(value=int(value)) if value >= 0:
            yield lambda n, value=value: setattr(n, "value", value + 1)
        case ast.BinOp(op=op) if type(op) in OPERATIONS:
            for kind in OPERATIONS[type(op)]:
                yield lambda n, kind=kind: setattr(n, "op", kind())
        case ast.UnaryOp(op=ast.Invert()):
            yield lambda n: setattr(n, "op", ast.UAdd())


def mutants(mask: Dynamic) -> Iterator[tuple[str, Callable]]:
    """(its body, the choice) with one slip, in the names of its own file."""
    tree = ast.parse(mask.code)
    for arg in tree.body[0].args.kwonlyargs:
        arg.annotation = None
    nodes = [node for line in tree.body[0].body for node in ast.walk(line)]
    for place, node in enumerate(nodes):
        for slip in slips(node):
            wrong = copy.deepcopy(tree)
            slip([n for line in wrong.body[0].body for n in ast.walk(line)][place])
            names = dict(vars(inspect.getmodule(mask.choose)))
            exec(compile(ast.fix_missing_locations(wrong), "<mutant>", "exec"), names)
            yield "\n".join(map(ast.unparse, wrong.body[0].body)), names[mask.name]
