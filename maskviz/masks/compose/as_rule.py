"""A mask of the catalogue as a typed rule, to start from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maskviz.masks.call import MaskCall
from maskviz.masks.rule import Rule, compile_rule
from maskviz.masks.rule.evaluate import INTS, evaluate
from maskviz.masks.rule.scope import constant
from maskviz.masks.rule.tree import Comparison, Join, Name, Node, Truth, Word, joined
from maskviz.masks.rule.writing import written


def rule_of(mask_call: MaskCall) -> Rule:
    """The mask with its numbers written in: sliding_window(window=4) gives
    `(k <= q) & (q - k < 4)`. RuleError for a mask that is too long for a rule."""
    return compile_rule(written(settled(mask_call.mask.tree, mask_call.params)))


def settled(node: Node, params: Mapping[str, Any]) -> Node:
    """A tree with the values of its parameters; what a named option decides is decided."""
    match node:
        case Name(name=name) if name in params:
            return constant(params[name], node.at)
        case Comparison() if any(isinstance(part, Word) for part in node.parts):
            return Truth(evaluate(node, params, INTS), at=node.at)
        case Join(operator=sign):
            return decided(sign, [settled(part, params) for part in node.parts], node)
    if not node.parts:
        return node
    return replace(node, parts=tuple(settled(part, params) for part in node.parts))


def decided(sign: str, parts: list[Node], node: Join) -> Node:
    """Conditions side by side without those that make no difference."""
    ends = Truth(sign == "|", at=node.at)  # one of these decides the whole
    if ends in parts:
        return ends
    left = [part for part in parts if not isinstance(part, Truth)]
    return joined(sign, left, node.at) if len(left) > 1 else left[0] if left else parts[0]
