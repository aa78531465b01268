"""A mask of the catalogue as a typed rule, to start from."""

import ast
import re

from maskviz.masks.call import MaskCall
from maskviz.masks.predicate import expression
from maskviz.masks.rule import Rule, compile_rule


def rule_of(mask_call: MaskCall) -> Rule:
    """The mask's own predicate with its numbers written in: sliding_window(window=4) gives
    `(k <= q) & (q - k < 4)`. RuleError for a mask that is too long for a rule."""
    source = re.sub(r"\bhead\b", "h", ast.unparse(expression(mask_call.mask.code)))
    return compile_rule(source, dict(mask_call.params))
