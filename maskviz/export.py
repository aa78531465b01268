"""Masks as source text to take away: a short program for NumPy or torch that makes `allowed`.

The program holds the predicates as they run here, with every number written in. It makes bool
(q, k), or (heads, q, k) for a mask per head; True = may read.
"""

import ast
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maskviz.masks import MASKS
from maskviz.matrix import Facts, arguments, check_positions, view_of
from maskviz.spec import Flag, Given, Int, Mask, Parameter
from maskviz.use import Use

WIDTH = 100


@dataclass(frozen=True)
class Head:
    """One head's mask: the AND of `uses`, cells painted over it, then the AND of `then` as well.

    `flips` are cells (row, key) that are turned over; what `then` blocks stays blocked.
    """

    uses: tuple[Use, ...] = ()
    flips: tuple[tuple[int, int], ...] = ()
    then: tuple[Use, ...] = ()


@dataclass(frozen=True)
class Target:
    """How one library spells what the programs need."""

    opening: str
    array: str  # a function that makes an array of a list
    arange: str
    ones: str
    closing: str = ""


NUMPY = Target("import numpy as np", "np.array", "np.arange", "np.ones({shape}, dtype=bool)")
TORCH = Target(
    "import torch\nfrom torch.nn.functional import scaled_dot_product_attention",
    "torch.tensor",
    "torch.arange",
    "torch.ones({shape}, dtype=torch.bool)",
    '''

def attend(query, key, value):
    """query (batch, heads, {queries}, d_head), key and value (batch, heads, {keys}, d_head)."""
    return scaled_dot_product_attention(query, key, value, attn_mask=allowed.to(query.device))
''',
)


def predicate(mask: Mask) -> str:
    """The predicate alone, without annotations and defaults: `def causal(q, k): …`."""
    code = mask.code
    first = ast.parse(code).body[0].body[0].lineno - 1
    body = "\n".join(code.splitlines()[first:])
    extra = f", *, {', '.join(mask.parameters)}" if mask.parameters else ""
    return f"def {mask.name}(q, k{extra}):\n{body.rstrip()}\n"


def variable(p: Parameter) -> str:
    """What a fact is called in the program; a mask may have the fact's name already."""
    return f"{p.name}_tokens" if p.name in MASKS else p.name


def call(use: Use) -> str:
    """`sliding_window(q, k, window=4)`; facts and the offset are variables of the program."""
    words = [
        f"{p.name}={int(use.params[p.name]) if isinstance(p.kind, Int | Flag) else variable(p)}"
        for p in use.mask.parameters.values()
    ]
    return f"{use.name}({', '.join(['q', 'k', *words])})"


def wrapped(line: str) -> str:
    """One statement on as many lines as it needs; it breaks inside its brackets only."""
    return "\n".join(textwrap.wrap(line, WIDTH, subsequent_indent="    ")) + "\n"


def numbers(values: Iterable[int]) -> str:
    return f"[{', '.join(str(int(value)) for value in values)}]"


def restrictions(stacks: Sequence[tuple[Use, ...]], single: bool) -> str:
    """One line for each mask, naming the heads that obey it; one stack of masks a head."""
    lines = []
    for use in {str(use): use for stack in stacks for use in stack}.values():
        obey = [h for h, stack in enumerate(stacks) if use in stack]
        every = len(obey) == len(stacks)
        which = "" if single or every else f"[{obey[0] if len(obey) == 1 else numbers(obey)}]"
        line, title = f"allowed{which} &= {call(use)}", f"# {use.title}"
        beside = f"{line}  {title}"
        lines.append(f"{beside}\n" if len(beside) <= WIDTH else f"{title}\n{line}\n")
    return "".join(lines)


def painting(heads: Sequence[Head], single: bool) -> str:
    """One statement for each head with cells painted by hand."""
    lines = []
    for h, head in enumerate(heads):
        if flips := sorted(set(head.flips)):
            rows, keys = (numbers(side) for side in zip(*flips, strict=True))
            where = f"{rows}, {keys}" if single else f"{h}, {rows}, {keys}"
            lines.append(wrapped(f"allowed[{where}] ^= True"))
    return "".join(["# Painted by hand: these cells are turned over.\n", *lines]) if lines else ""


def caption(heads: Sequence[Head], single: bool) -> str:
    """The program's first line: what it makes, and what True means there."""
    if not single:
        return f"# A mask for each of {len(heads)} heads. allowed[h, q, k]: True = q may read k.\n"
    titles = " and ".join(use.title for use in (*heads[0].uses, *heads[0].then)) or "No mask"
    over = ", painted over" if heads[0].flips else ""
    return f"# {titles}{over}. allowed[q, k]: True = q may read k.\n"


def program(
    target: Target,
    masks: Use | Head | Sequence[Use | Head],
    queries: int,
    keys: int,
    facts: Facts | None,
    offset: int | None,
) -> str:
    offset, facts = keys - queries if offset is None else offset, facts or {}
    single = isinstance(masks, Use | Head)
    listed = [masks] if single else masks
    heads = [Head((item,)) if isinstance(item, Use) else item for item in listed]
    used = {use.name: use.mask for head in heads for use in (*head.uses, *head.then)}
    for mask in used.values():
        arguments(mask, {}, facts, view_of(queries, keys, offset))
        check_positions(mask, queries, keys, facts, offset)
    needed = {p.name: p for mask in used.values() for p in mask.facts}
    shifted = bool(offset) or any(mask.named(Given) for mask in used.values())
    shape = f"({queries}, {keys})" if single else f"({len(heads)}, {queries}, {keys})"
    parts = [
        f"{caption(heads, single)}{target.opening}\n\n",
        *(f"\n{predicate(mask)}\n" for mask in used.values()),
        "\n" if used else "",
        f"offset = {offset}  # keys that stand before the first query\n" if shifted else "",
        f"q = {target.arange}({queries})[:, None]{' + offset' if shifted else ''}\n",
        f"k = {target.arange}({keys})[None, :]\n",
        *(
            wrapped(f"{variable(p)} = {target.array}({numbers(facts[p.name])})")
            for p in needed.values()
        ),
        f"\nallowed = {target.ones.format(shape=shape)}\n",
        restrictions([head.uses for head in heads], single),
        painting(heads, single),
        restrictions([head.then for head in heads], single),
        target.closing.format(queries=queries, keys=keys),
    ]
    return "".join(parts)


def to_numpy(
    masks: Use | Head | Sequence[Use | Head],
    queries: int,
    keys: int,
    facts: Facts | None = None,
    offset: int | None = None,
) -> str:
    """A NumPy program for `allowed`: (q, k) for one Use or Head, (heads, q, k) for a list of them.

    ValueError when a token has no fact that a mask looks up.
    """
    return program(NUMPY, masks, queries, keys, facts, offset)


def to_torch(
    masks: Use | Head | Sequence[Use | Head],
    queries: int,
    keys: int,
    facts: Facts | None = None,
    offset: int | None = None,
) -> str:
    """The same as a torch program that ends with `attend`, which calls torch's own attention."""
    return program(TORCH, masks, queries, keys, facts, offset)
