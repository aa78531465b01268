"""How NumPy and torch spell what a rule calls."""

from collections.abc import Sequence

from maskviz.masks.rule.tree import Lookup, Node
from maskviz.masks.rule.writing import Style, plain_call


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
