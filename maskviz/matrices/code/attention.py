"""Calls of attention: which mask they are given, or make by themselves."""

import ast
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from maskviz.matrices.code.frameworks import local_mask
from maskviz.matrices.code.limits import shape_of
from maskviz.matrices.code.names import Names, dotted

MASKS = ("attn_mask", "attention_mask", "mask", "src_mask", "tgt_mask", "attn_bias", "block_mask")
MASKS += ("score_mod", "mask_mod", "attention_bias", "bias")
CAUSAL = ("is_causal", "causal", "use_causal_mask")
ATTENDS = re.compile(r"attention|attn|atten|sdpa|mha|transformer|encoder|decoder|layer|model", re.I)
TRIANGLES = ("LowerTriangularMask", "LowerTriangularFromBottomRightMask")
DROPS = re.compile(r"drop", re.I)


def attends(name: str) -> bool:
    """Whether a call of that name reads through a mask; what is named after a mask makes one."""
    return bool(ATTENDS.search(name)) and "mask" not in name.lower()


def attended(node: ast.Call, read: Callable[[ast.AST], Any], names: Names) -> np.ndarray | None:
    """The mask that a call of attention makes by itself, by is_causal or a window; what goes
    through a dropout; None for all else."""
    name = whole_name(node)
    if name in TRIANGLES:
        return triangle(names)
    if DROPS.search(name) and node.args:
        found = read(node.args[0])
        return found if isinstance(found, np.ndarray) and found.ndim > 1 else None
    if not attends(name):
        return None
    given = {word.arg: word.value for word in node.keywords}
    causal = any(read(given[word]) is True for word in CAUSAL if word in given)
    window = read(given["window_size"]) if "window_size" in given else None
    if isinstance(window, list) and len(window) == 2:  # of flash-attention; -1 is no end
        left, right = (None if side < 0 else side for side in window)
        tokens = names.number("tokens")
        return np.asarray(local_mask([tokens, tokens], (left, 0 if causal else right)))
    return triangle(names) if causal else None


def triangle(names: Names) -> np.ndarray:
    tokens = names.number("tokens")
    return np.tri(*shape_of([tokens, tokens]), dtype=bool)


def whole_name(node: ast.Call) -> str:
    """The last word of what is called; of a layer that is made and called at once, its own."""
    if isinstance(node.func, ast.Call):
        return whole_name(node.func)
    return dotted(node.func).split(".")[-1] or getattr(node.func, "attr", "")
