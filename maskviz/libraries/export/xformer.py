"""xformers: a bias of 0 and -inf, or one of its classes where that makes the same cells."""

from dataclasses import replace

import numpy as np

from maskviz.libraries.export.parts import TORCH
from maskviz.libraries.export.program import Target, program
from maskviz.libraries.export.wanted import Wanted

DOC = '"""query (batch, {queries}, heads, d_head), key and value (batch, {keys}, heads, d_head)."""'
CLASS = f"""
bias = {{bias}}  # {{why}}


def attend(query, key, value):
    {DOC}
    return memory_efficient_attention(query, key, value, attn_bias=bias)
"""
TENSOR = '''

def bias_for(query):
    """0 where a key may be read, -inf where not: (batch, heads, {queries}, {keys}).

    Each row is cut from one of {room} numbers, since the kernel wants it to start at a multiple
    of 8.
    """
    batch, _, heads, _ = query.shape
    room = torch.zeros((*allowed.shape[:-1], {room}), dtype=query.dtype, device=query.device)
    bias = room[..., :{keys}]
    bias.masked_fill_(~allowed.to(query.device), float("-inf"))
    return bias.expand(batch, heads, {queries}, {keys})
'''
ATTEND = f"""

def attend(query, key, value):
    {DOC}
    return memory_efficient_attention(query, key, value, attn_bias=bias_for(query))
"""
MENDED = f"""

def attend(query, key, value):
    {DOC}
    output = memory_efficient_attention(query, key, value, attn_bias=bias_for(query))
    reads = allowed.any(-1).to(query.device).expand(query.shape[2], {{queries}}).T[..., None]
    return torch.where(reads, output, 0)
"""
XFORMERS = Target(
    opening="import torch\nfrom xformers.ops import memory_efficient_attention",
    arrays=TORCH,
    empty=". A softmax over -inf alone is NaN, so the output is set to zero there.",
)


def fitting_class(cells: np.ndarray) -> tuple[str, str] | None:
    """The class that makes these cells (q, k), as it is called, and a word on it; or None.

    Only a band along the diagonal has one, without rows that have nothing to read.
    """
    queries, keys = cells.shape
    if cells.all():
        return "None", "nothing is blocked"
    if not cells.any(-1).all():
        return None
    if np.array_equal(cells, np.tri(queries, keys, dtype=bool)):
        return "LowerTriangularMask()", "the same cells as allowed, without storing them"
    back = np.subtract.outer(np.arange(queries) + keys - queries, np.arange(keys))
    left, right = int(back[cells].max()), int(-back[cells].min())
    if left < 0 or right < 0 or not np.array_equal(cells, (back <= left) & (back >= -right)):
        return None
    if left == keys - 1 and right == 0:
        return (
            "LowerTriangularFromBottomRightMask()",
            "the same cells as allowed, without storing them",
        )
    word = f"{left + right + 1} keys wide, the token's own counted"
    return f"LocalAttentionFromBottomRightMask({left}, {right})", word


def xformers(wanted: Wanted) -> str:
    """The whole program; with a class where there is one for the mask of all heads."""
    alike = (wanted.cells == wanted.cells[0]).all()
    found = fitting_class(wanted.cells[0]) if alike else None
    if not found:
        room = str(-(-wanted.keys // 8) * 8)
        tensor = TENSOR.replace("{room}", room)
        return program(replace(XFORMERS, closing=tensor + ATTEND, bare=tensor + MENDED), wanted)
    bias, why = found
    opening = XFORMERS.opening
    if bias != "None":
        opening += f"\nfrom xformers.ops.fmha.attn_bias import {bias.split('(')[0]}"
    closing = CLASS.replace("{bias}", bias).replace("{why}", why)
    return program(replace(XFORMERS, opening=opening, closing=closing), wanted)
