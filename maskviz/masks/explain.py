"""Why one cell is blocked, in words: read off the predicate itself, with the cell's own numbers."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maskviz.masks.call import MaskCall
from maskviz.masks.facts import FACTS
from maskviz.masks.kinds import Fact, Flag, Kind, Option
from maskviz.masks.matrix import Facts, arguments
from maskviz.masks.predicate import Names, conjuncts, evaluate, expression

LONG = 40  # characters of a calculation that is still read
RELATIONS = {  # what holds of two sides when the comparison fails
    ast.Lt: "is not under",
    ast.LtE: "is above",
    ast.Gt: "is not above",
    ast.GtE: "is under",
    ast.Eq: "differs from",
    ast.NotEq: "equals",
}


@dataclass(frozen=True)
class Cell:
    """One query and one key with everything a predicate may look at."""

    names: Names
    kinds: Mapping[str, Kind]
    tokens: Sequence[str]
    asking: Sequence[str] = ()

    def token(self, role: str) -> str:
        """`key 2 “cat”`, for a role of q or k."""
        position, word = self.names[role], {"q": "query", "k": "key"}[role]
        known = self.asking or self.tokens if role == "q" else self.tokens
        quoted = f" “{known[position]}”" if 0 <= position < len(known) else ""
        return f"{word} {position}{quoted}"


def cell_of(
    mask_call: MaskCall,
    q: int,
    k: int,
    tokens: Sequence[str],
    facts: Facts,
    given: Mapping[str, int],
    asking: Sequence[str] = (),
) -> Cell:
    names = {"q": q, "k": k, **arguments(mask_call.mask, mask_call.params, facts, given)}
    return Cell(names, {p.name: p.kind for p in mask_call.mask.parameters.values()}, tokens, asking)


class Substitute(ast.NodeTransformer):
    """Writes the numbers where the names stood: `q - k` becomes `7 - 2`."""

    def __init__(self, names: Names):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return node if node.id == "abs" else ast.Constant(evaluate(node, self.names))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        return ast.Constant(evaluate(node, self.names))


def calculation(node: ast.expr, names: Names) -> str:
    """An expression with its numbers and its value: `7 − 2 = 5`."""
    copy = ast.parse(ast.unparse(node), mode="eval").body  # the tree is shared, leave it whole
    written = ast.unparse(Substitute(names).visit(copy))
    whose = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} & {"q", "k"}
    role = {"q": f" for query {names['q']}", "k": f" for key {names['k']}"}
    of_one = role[whose.pop()] if len(whose) == 1 else ""
    shown = f"{written} = " if len(written) <= LONG else ""
    return f"{shown}{evaluate(node, names)}".replace("-", "−") + of_one


def fact_of(node: ast.expr, cell: Cell) -> tuple[str, str] | None:
    """(fact, token) when an expression is a fact of the query or the key itself: `real[k]`."""
    match node:
        case ast.Subscript(value=ast.Name(id=fact), slice=ast.Name(id="q" | "k" as role)):
            return (fact, cell.token(role)) if isinstance(cell.kinds.get(fact), Fact) else None
    return None


def noun(node: ast.expr, cell: Cell) -> str:
    """One side of a comparison with its number."""
    if fact := fact_of(node, cell):
        return f"{fact[0]} {evaluate(node, cell.names)} of {fact[1]}"
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        if node.id in ("q", "k"):
            return cell.token(node.id)
        return f"{node.id.replace('_', ' ')} {cell.names[node.id]}"
    return calculation(node, cell.names)


def plainly(node: ast.expr, cell: Cell) -> str | None:
    """What a switch or a known fact says by its value alone; None for anything else."""
    value = evaluate(node, cell.names)
    if isinstance(node, ast.Name) and isinstance(kind := cell.kinds.get(node.id), Flag | Option):
        return kind.explained(node.id, value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and value:
        parts = [plainly(part, cell) for part in (node.left, node.right)]
        return " and ".join(parts) if all(parts) else None
    if (fact := fact_of(node, cell)) and value in (0, 1):
        said = FACTS[fact[0]].said if fact[0] in FACTS else None
        return f"{fact[1]} is {said[value]}" if said else None
    return None


def unequal(node: ast.Compare, cell: Cell) -> str:
    """Why a comparison is false: its two sides with their numbers and how they stand."""
    left, right, op = node.left, node.comparators[0], node.ops[0]
    q, k = cell.names["q"], cell.names["k"]
    if {getattr(side, "id", None) for side in (left, right)} == {"q", "k"}:
        if q == k:
            return f"{cell.token('k')} is the query itself"
        if isinstance(op, ast.Eq):
            return f"{cell.token('k')} is not {cell.token('q')} itself"
        return f"{cell.token('k')} stands {'after' if k > q else 'before'} {cell.token('q')}"
    fixed = isinstance(right, ast.Constant)
    if said := plainly(left, cell):
        if fixed:
            return said
        if also := plainly(right, cell):
            return f"{said} and {also}"
    if fixed and isinstance(op, ast.Eq | ast.NotEq):
        return noun(left, cell) + (f", not {right.value}" if isinstance(op, ast.Eq) else "")
    return f"{noun(left, cell)} {RELATIONS[type(op)]} {noun(right, cell)}"


def failure(node: ast.expr, cell: Cell) -> str:
    """Why an expression is false, with the numbers of this cell."""
    match node:
        case ast.BinOp(op=ast.BitAnd()):
            failing = [part for part in conjuncts(node) if not evaluate(part, cell.names)]
            return " and ".join(failure(part, cell) for part in failing)
        case ast.BinOp(op=ast.BitOr()):
            return " and ".join(failure(part, cell) for part in (node.left, node.right))
        case ast.Compare():
            return unequal(node, cell)
    return plainly(node, cell) or noun(node, cell)


def quoted(part: ast.expr) -> str:
    """The condition that failed, where it is short enough to be read."""
    written = ast.unparse(part)
    return f" ({written})" if len(written) <= 3 * LONG else ""


def why_blocked(
    mask_call: MaskCall,
    q: int,
    k: int,
    tokens: Sequence[str] = (),
    facts: Facts | None = None,
    offset: int = 0,
    asking: Sequence[str] = (),
    *,
    keys: int | None = None,
    head: int = 0,
) -> str | None:
    """One sentence why query q may not read key k; None when it may.

    q and k are positions in the text. `asking` holds the words of the queries where they are not
    the tokens, as in cross-attention. `keys` is how many there are, as many as tokens unless told.
    """
    given = {"offset": offset, "keys": len(tokens) if keys is None else keys, "head": head}
    cell = cell_of(mask_call, q, k, tokens, facts or {}, given, asking)
    said = [
        f"{failure(part, cell)}{quoted(part)}"
        for part in conjuncts(expression(mask_call.mask.code))
        if not evaluate(part, cell.names)
    ]
    return f"{mask_call.title}: {', and '.join(said)}." if said else None
