"""A mask of the catalogue as a typed rule, to start from."""

import ast
import copy
import re

from maskviz.masks.call import MaskCall
from maskviz.masks.kinds import Option
from maskviz.masks.predicate import Names, evaluate, expression
from maskviz.masks.rule import Rule, compile_rule


def rule_of(mask_call: MaskCall) -> Rule:
    """The mask's own predicate with its numbers written in: sliding_window(window=4) gives
    `(k <= q) & (q - k < 4)`. RuleError for a mask that is too long for a rule."""
    chosen = {p.name: mask_call.params[p.name] for p in mask_call.mask.named(Option)}
    tree = Chosen(chosen).visit(copy.deepcopy(expression(mask_call.mask.code)))
    source = re.sub(r"\bhead\b", "h", ast.unparse(tree))
    numbers = {n: v for n, v in mask_call.params.items() if n not in chosen}
    return compile_rule(source, numbers)


class Chosen(ast.NodeTransformer):
    """Leaves out what an option that is chosen decides alone: a rule knows no names of options."""

    def __init__(self, chosen: Names):
        self.chosen = chosen

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if getattr(node.left, "id", None) not in self.chosen:
            return node
        return ast.Constant(bool(evaluate(node, self.chosen)))

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        sides = [node.left, node.right]
        decided = [side for side in sides if isinstance(side, ast.Constant)]
        if not decided or not isinstance(node.op, ast.BitAnd | ast.BitOr):
            return node
        all_of, first = isinstance(node.op, ast.BitAnd), decided[0]
        return next(side for side in sides if side is not first) if first.value == all_of else first
