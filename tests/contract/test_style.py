"""A predicate is one expression over positions that numbers, grids and tensors understand alike."""

import ast

import pytest

from maskviz.masks.spec import Option
from tests.contract.cases import every_mask

OPERATIONS = ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod | ast.BitAnd | ast.BitOr
COMPARISONS = ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq


def condition(node: ast.AST) -> bool:
    """A comparison, or several joined by & and |; so `q >= k & q - k < 5` cannot slip in."""
    match node:
        case ast.Compare(
            left=ast.Name(), ops=[ast.Eq() | ast.NotEq()], comparators=[ast.Constant(value=str())]
        ):
            return True
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return isinstance(op, COMPARISONS) and number(left) and number(right)
        case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr(), right=right):
            return condition(left) and condition(right)
    return False


def number(node: ast.AST) -> bool:
    """Arithmetic over positions, parameters and facts."""
    match node:
        case ast.Constant(value=value):
            return type(value) is int
        case ast.Name():
            return True
        case ast.Subscript(value=ast.Name(), slice=ast.Name(id="q" | "k")):
            return True
        case ast.Call(func=ast.Name(id="abs"), args=[inside], keywords=[]):
            return number(inside)
        case ast.UnaryOp(op=ast.USub(), operand=inside):
            return number(inside)
        case ast.BinOp(left=left, op=op, right=right):
            joins = isinstance(op, ast.BitAnd | ast.BitOr)
            return isinstance(op, OPERATIONS) and not joins and number(left) and number(right)
    return False


def is_predicate(code: str) -> bool:
    match ast.parse(code).body:
        case [ast.FunctionDef(body=[ast.Return(value=value)])]:
            return condition(value)
    return False


@every_mask
def test_only_what_all_three_understand(mask):
    assert is_predicate(mask.code), mask.code


@every_mask
def test_the_names_are_the_signature(mask):
    function = ast.parse(mask.code).body[0]
    assert [arg.arg for arg in function.args.args] == ["q", "k"]
    used = {n.id for line in function.body for n in ast.walk(line) if isinstance(n, ast.Name)}
    assert used - {"abs"} <= {"q", "k", *mask.parameters}
    assert set(mask.parameters) <= used, "a parameter that the predicate never reads"


@every_mask
def test_a_name_is_compared_with_the_option_that_has_it(mask):
    options = {p.name: p.kind.names for p in mask.named(Option)}
    for node in ast.walk(ast.parse(mask.code).body[0].body[-1]):
        match node:
            case ast.Compare(left=ast.Name(id=name), comparators=[ast.Constant(value=str(value))]):
                assert value in options[name]
            case ast.Compare(left=ast.Name(id=name)):
                assert name not in options, "an option is no number"


@pytest.mark.parametrize(
    "returned",
    [
        "k <= q and q - k < w",
        "not k > q",
        "~(k > q)",
        "0 <= q - k < w",
        "max(q, k) < w",
        "k <= q if w else k >= q",
        "q >= k & q - k < w",
        "(q - k) / w < 1",
        "q - k",
        "q is k",
        "q.item() <= k",
        "(q - k) < 0.5",
        "True",
        "np.abs(q - k) < w",
        "(k <= q) ^ (q < w)",
        "fact[q + 1] == 1",
        "(w < 'left') & (k <= q)",
        "(w + 'left' == k) & (k <= q)",
    ],
)
def test_a_breach_is_noticed(returned):
    assert not is_predicate(f"def rule(q, k, *, w):\n    return {returned}")


@pytest.mark.parametrize(
    "returned",
    [
        "abs(q - k) <= w",
        "(k <= q) & ((q - k) % w == 0)",
        "fact[k] == -1",
        "(k < w) | (q // 2 >= k)",
        "(w == 'left') & (k <= q)",
    ],
)
def test_what_is_allowed_stays_allowed(returned):
    assert is_predicate(f"def rule(q, k, *, w):\n    return {returned}")
