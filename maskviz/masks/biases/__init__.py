"""The additive relatives: every file of this folder but `spec` is one, found by BIASES."""

from collections.abc import Iterable, Mapping
from typing import Any

from maskviz.masks.biases.spec import Bias
from maskviz.masks.discovery import found_in

FAMILY = "Not masks: numbers that change scores before the softmax, and block nobody."


def discover() -> Mapping[str, Bias]:
    """Name -> bias, ordered by title."""
    return found_in(__name__, __path__, Bias, "bias")


BIASES = discover()


def parts_of(
    uses: Iterable[tuple[str, Mapping[str, int]]],
    heads: int,
    queries: int,
    keys: int,
    offset: int = 0,
) -> dict[str, Any]:
    """The fields of an Extra for several relatives at once; what is added to scores adds up."""
    fields: dict[str, Any] = {}
    for name, params in uses:
        for field, value in BIASES[name].parts(heads, queries, keys, offset, params).items():
            adds = field == "bias" and field in fields
            fields[field] = fields[field] + value if adds else value
    return fields
