"""A program for a whole batch: its tokens as a rectangle, and the mask of every text."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from maskviz.libraries.export.lines import numbers, remark, wrapped
from maskviz.libraries.export.parts import TORCH, predicates
from maskviz.libraries.export.program import grid
from maskviz.libraries.export.torches import SDPA
from maskviz.libraries.export.wanted import Masks, Wanted, wanted
from maskviz.libraries.export.words import variable
from maskviz.masks.kinds import Facts

RECTANGLE = """
width = {width}
ids = torch.full((len(texts), width), {pad})  # {pad} is <pad>
real = torch.zeros_like(ids)
for row, tokens in enumerate(texts):
    first = {first}
    ids[row, first : first + len(tokens)] = torch.tensor(tokens, dtype=torch.long)
    real[row, first : first + len(tokens)] = 1
"""
COUNTED = """\
position = (real.cumsum(dim=1) - 1).clamp(min=0)  # counted from the first real token
"""
FIRST = {"right": "0", "left": "width - len(tokens)"}
ONE = '''

def mask_of({names}):
    """The mask of one text, {axes}; what is given is of its tokens."""
{body}    return allowed


'''
STACKED = """\
allowed = torch.stack([mask_of({rows}) for row in range(len(texts))]){spread}
added = torch.zeros(allowed.shape).masked_fill(~allowed, -torch.inf)  # the same as numbers to add
"""
NOTHING_DIFFERS = "# No text differs from another here, and none has padding that is blocked.\n"


@dataclass(frozen=True)
class Rectangle:
    """What stands in the rows: the ids of each text's real tokens, padded on a side to a width.

    counted  whether the program makes position ids
    """

    texts: Sequence[Sequence[int]]
    width: int
    side: Literal["right", "left"]
    pad: int
    counted: bool


def to_batch(rows: Rectangle, masks: Masks, facts: Sequence[Facts], queries: int) -> str:
    """Code that makes `ids`, `real`, `allowed` bool (text, head or 1, q, k) and `added`.

    masks    the same for every text, what they look up in `facts`, one mapping a text
    queries  the last so many of each row ask
    """
    each = [wanted(masks, queries, rows.width, told, None) for told in facts]
    first = each[0]
    names = {name: variable(name) for name in first.needed}
    spread = "[:, None]  # (text, 1, q, k)" if first.single else "  # (text, head, q, k)"
    axes = "bool (q, k)" if first.single else "bool (heads, q, k)"
    asked = ", ".join(f"{name}[row]" for name in names.values())
    return "".join(
        [
            remark(f"{said(first)}. allowed[text, head, q, k]: True = q may read k."),
            f"{SDPA.opening}\n\n",
            predicates(first, TORCH),
            rectangle(rows),
            told_apart(each, names),
            ONE.format(names=", ".join(names.values()), axes=axes, body=body(first)),
            "" if names else NOTHING_DIFFERS,
            STACKED.format(rows=asked, spread=spread),
            SDPA.closing.format(queries=queries, keys=rows.width),
        ]
    )


def said(wanted: Wanted) -> str:
    many = f"a mask for each of {len(wanted.heads)} heads"
    return f"A batch, {wanted.heads[0].title.lower() if wanted.single else many}"


def rectangle(rows: Rectangle) -> str:
    listed = "".join(wrapped(f"    {numbers(text)},", "") for text in rows.texts)
    made = RECTANGLE.format(width=rows.width, pad=rows.pad, first=FIRST[rows.side])
    return f"texts = [\n{listed}]{made}" + COUNTED * rows.counted


def told_apart(each: Sequence[Wanted], names: Mapping[str, str]) -> str:
    """A table (text, token) for each fact but `real`, which the rectangle has made."""
    lines = []
    for fact, name in names.items():
        if fact == "real":
            continue
        listed = ", ".join(numbers(one.needed[fact]) for one in each)
        lines.append(wrapped(f"{name} = torch.tensor([{listed}])"))
    return "".join(lines)


def body(wanted: Wanted) -> str:
    return textwrap.indent(grid(wanted, TORCH, told=False), "    ")
