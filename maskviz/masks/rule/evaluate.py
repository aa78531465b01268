"""The values of a rule's tree, on whole numbers, NumPy arrays or torch tensors alike."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

import numpy as np

from maskviz.masks.rule.bounds import zero
from maskviz.masks.rule.fault import RuleError
from maskviz.masks.rule.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Join,
    Lookup,
    Name,
    Node,
)

OPERATIONS: Mapping[str, Callable] = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul},
    **{"//": operator.floordiv, "%": operator.mod, "&": operator.and_, "|": operator.or_},
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"==": operator.eq, "!=": operator.ne, "minus": operator.neg, "abs": abs},
}


@dataclass(frozen=True)
class Backend:
    """What whole numbers, NumPy arrays and torch tensors each have their own functions for."""

    constant: Callable[[int | bool], Any]
    smaller: Callable
    larger: Callable
    choose: Callable
    any_zero: Callable[[Any], bool]


INTS = Backend(lambda v: v, min, max, lambda c, yes, no: yes if c else no, lambda v: v == 0)
NUMPY = Backend(
    lambda v: np.bool_(v) if isinstance(v, bool) else np.int64(v),
    np.minimum,
    np.maximum,
    np.where,
    lambda v: not np.all(v),
)


@cache
def of_torch() -> Backend:
    """Inside vmap no value can be looked at: Rule.mask_mod looks for zeros before."""
    import torch

    choices = torch.minimum, torch.maximum, torch.where
    return Backend(torch.tensor, *choices, lambda v: False)


def evaluate(node: Node, names: Mapping[str, Any], backend: Backend, text: str = "") -> Any:
    """The value of a tree; `names` has positions and lengths as numbers, facts as sequences.

    RuleError with the place in `text` where a divisor is zero.
    """
    match node:
        case Name(name=name):
            return names[name]
        case Lookup(fact=fact, role=role):
            return names[fact][names[role]]
        case _ if not node.parts:
            return backend.constant(node.value)
    sides = [evaluate(part, names, backend, text) for part in node.parts]
    match node:
        case Conditional():
            return backend.choose(*sides)
        case Call(function="min"):
            return backend.smaller(*sides)
        case Call(function="max"):
            return backend.larger(*sides)
        case Call(function=name):
            return OPERATIONS[name](*sides)
        case Arithmetic() if node.operator in ("//", "%") and backend.any_zero(sides[1]):
            raise RuleError(zero(node, text), text, *node.parts[1].at)
        case Arithmetic() | Comparison():
            return OPERATIONS[node.operator](*sides)
        case Join():
            return reduce(OPERATIONS[node.operator], sides)
    raise TypeError(f"{node} is no piece of a rule")
