"""Predicates with one slip each: what a picture must be large enough to notice."""

import ast
import copy
from collections.abc import Callable, Iterator

from maskviz.masks.spec import Mask

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
OPERATIONS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mod,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
OTHER = {"q": "k", "k": "q"}


def slips(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """Every way to get one node wrong, each as a change made to a copy of it."""
    match node:
        case ast.Compare(ops=[op]):
            for kind in COMPARISONS:
                if not isinstance(op, kind):
                    yield lambda n, kind=kind: setattr(n, "ops", [kind()])
        case ast.Constant(value=int(value)):
            for step in (1, -1):
                yield lambda n, step=step, value=value: setattr(n, "value", value + step)
        case ast.BinOp(op=op):
            for kind in OPERATIONS[type(op)]:
                yield lambda n, kind=kind: setattr(n, "op", kind())
            if isinstance(op, ast.Sub | ast.FloorDiv | ast.Mod):
                yield turned_round
        case ast.Name(id="q" | "k" as name):
            yield lambda n, name=name: setattr(n, "id", OTHER[name])


def turned_round(node: ast.BinOp) -> None:
    node.left, node.right = node.right, node.left


def swap_names(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = OTHER.get(node.id, node.id)


def body(tree: ast.Module) -> list[ast.AST]:
    """The nodes that calculate; annotations and defaults are no part of the predicate."""
    return [node for line in tree.body[0].body for node in ast.walk(line)]


def mutants(mask: Mask) -> Iterator[tuple[str, Callable]]:
    """(its source, the predicate) with one slip; the last has all q and k swapped."""
    tree = ast.parse(mask.code)
    for arg in tree.body[0].args.kwonlyargs:
        arg.annotation = None
    for place, node in enumerate(body(tree)):
        for slip in slips(node):
            wrong = copy.deepcopy(tree)
            slip(body(wrong)[place])
            yield built(wrong)
    wrong = copy.deepcopy(tree)
    for line in wrong.body[0].body:
        swap_names(line)
    yield built(wrong)


def built(tree: ast.Module) -> tuple[str, Callable]:
    names = {}
    exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), names)
    return ast.unparse(tree.body[0].body[-1]), names[tree.body[0].name]
