"""The sizes that lines say for a mask_mod: create_block_mask(mod, B, H, Q_LEN, KV_LEN)."""

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maskviz.masks.painting import POSITIONS
from maskviz.matrices.code.calls import not_listed
from maskviz.matrices.code.mods import Mod
from maskviz.matrices.code.names import Places

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

ASKED = ("mask_mod", "B", "H", "Q_LEN", "KV_LEN")
MANY = 16  # heads, or texts, that are drawn


def over_said(program: "Program", node: ast.Call, mod: Callable[["Program", ast.AST], Mod]) -> Mod:
    """The function, over the queries, keys, heads and texts that its call says."""
    given: dict[str | None, ast.AST] = dict(zip(ASKED, node.args, strict=False))
    given |= {word.arg: word.value for word in node.keywords}
    if "mask_mod" not in given:
        raise not_listed(node, ast.unparse(node)[:30])
    found = mod(program, given["mask_mod"])
    count = {name: number(program, given[name]) for name in ASKED[1:] if name in given}
    queries, keys = count.get("Q_LEN"), count.get("KV_LEN")
    if not queries or not keys:
        return found
    if max(queries, keys) > POSITIONS:
        program.remarks.append(
            f"The code makes it for {queries:,} queries x {keys:,} keys; it is drawn for fewer."
        )
        return found
    heads, texts = (max(1, min(count.get(name) or 1, MANY)) for name in ("H", "B"))
    return replace(found, over=Places(queries, keys, heads=heads, texts=texts))


def number(program: "Program", node: ast.AST) -> int | None:
    found: Any = program.read(node)
    return None if found is None else int(found)
