"""A rule as source text to take away: a program for NumPy, or a mask_mod for FlexAttention."""

import textwrap
from collections.abc import Iterable, Sequence

from maskviz.rule.rule import Facts, Rule
from maskviz.rule.tree import Comparison, Join, Lookup, Name, Node, Number
from maskviz.rule.writing import Style, plain_call, written

WIDTH = 100


def numpy_call(function: str, parts: Sequence[Node], texts: Sequence[str]) -> str:
    theirs = {"min": "np.minimum", "max": "np.maximum", "where": "np.where"}
    return plain_call(theirs.get(function, function), parts, texts)


def fixed(node: Node) -> bool:
    """Whether a piece is one Python number for all cells and not a tensor."""
    varies = (
        isinstance(n, Lookup) or getattr(n, "name", "") in ("q", "k", "h") for n in node.walk()
    )
    return not any(varies)


def torch_call(function: str, parts: Sequence[Node], texts: Sequence[str]) -> str:
    """torch.minimum takes tensors only, clamp takes one number, where decides by a tensor.

    So what differs by cell is always a tensor, and what does not is always a Python number.
    """
    still = [fixed(part) for part in parts]
    if function == "where":
        asked, yes, no = texts
        if all(still):
            return f"({yes} if {asked} else {no})"
        asked = f"(k >= 0) & ({asked})" if still[0] else asked
        return f"torch.where({asked}, {yes}, {no})"
    if function not in ("min", "max") or all(still):
        return plain_call(function, parts, texts)
    if any(still):
        tensor, number = texts if still[1] else reversed(texts)
        return f"torch.clamp({tensor}, {'max' if function == 'min' else 'min'}={number})"
    return plain_call(f"torch.{function}imum", parts, texts)


NUMPY, TORCH = Style(call=numpy_call), Style(call=torch_call)


def wrapped(line: str, indent: str = "") -> str:
    """One statement on as many lines as it needs; it has to be in brackets where it may break."""
    return "\n".join(
        textwrap.wrap(
            line,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=f"{indent}    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def bracketed(text: str, room: int) -> str:
    return text if len(text) <= room else f"({text})"


def listed(values: Iterable[int]) -> str:
    return f"[{', '.join(str(int(value)) for value in values)}]"


def caption(rule: Rule, heads: int | None) -> str:
    """The program's first lines: the rule, and what True means there."""
    axes = "q, k" if heads is None else "h, q, k"
    return f"# {rule.canonical}\n# allowed[{axes}]: True = q may read k."


def givens(rule: Rule, known: dict, array: str) -> list[str]:
    """One line for each length and fact that the program names."""
    lengths = [n for n in ("offset", "queries", "keys") if n in rule.names or n == "offset"]
    lines = [f"{name} = {known[name]}" for name in lengths]
    lines[0] += "  # keys that stand before the first query"
    return [*lines, *(wrapped(f"{fact} = {array}({listed(known[fact])})") for fact in rule.facts)]


def to_numpy(
    rule: Rule,
    queries: int,
    keys: int,
    facts: Facts | None = None,
    *,
    offset: int | None = None,
    heads: int | None = None,
) -> str:
    """A NumPy program for `allowed`: bool (queries, keys), or (heads, queries, keys) if asked.

    RuleError when the rule has no matrix at these sizes.
    """
    offset = keys - queries if offset is None else offset
    rule.matrix(queries, keys, facts, offset=offset, heads=heads)
    known = rule.known(queries, keys, facts or {}, offset, heads)
    shape = f"({queries}, {keys})" if heads is None else f"({heads}, {queries}, {keys})"
    lines = [
        caption(rule, heads),
        "import numpy as np\n",
        *givens(rule, known, "np.array"),
        f"q = np.arange({queries})[:, None] + offset",
        f"k = np.arange({keys})[None, :]",
        *([f"h = np.arange({heads})[:, None, None]"] if rule.per_head else []),
        "",
        wrapped(f"allowed = np.broadcast_to({written(rule.tree, NUMPY)}, {shape})"),
    ]
    return "\n".join(lines) + "\n"


def to_flex(
    rule: Rule,
    queries: int,
    keys: int,
    facts: Facts | None = None,
    *,
    offset: int | None = None,
    heads: int | None = None,
) -> str:
    """A torch program with the rule as `mask_mod` and the matrix it makes, `allowed`.

    bool (queries, keys), or (heads, queries, keys) if asked. RuleError as in `to_numpy`.
    """
    offset = keys - queries if offset is None else offset
    rule.matrix(queries, keys, facts, offset=offset, heads=heads)
    known = rule.known(queries, keys, facts or {}, offset, heads)
    tree = rule.tree
    if fixed(tree):  # a mask_mod has to return a tensor
        tree = Join("&", (Comparison(">=", (Name("k"), Number(0))), tree))
    lines = [
        caption(rule, heads),
        "import torch",
        "from torch.nn.attention.flex_attention import create_mask\n",
        *givens(rule, known, "torch.tensor"),
        "\n\ndef mask_mod(b, h, q_idx, kv_idx):",
        "    q, k = q_idx + offset, kv_idx",
        wrapped(f"return {bracketed(written(tree, TORCH), WIDTH - 11)}", "    "),
        "\n",
        f"allowed = create_mask(mask_mod, None, {heads}, {queries}, {keys}, device='cpu')"
        f"[0{', 0' if heads is None else ''}]",
    ]
    return "\n".join(lines) + "\n"
