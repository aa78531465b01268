"""The additive relatives: every file of this folder but `spec` is one, found by BIASES."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from maskviz.biases.spec import Bias

FAMILY = "Not masks: numbers that change scores before the softmax, and block nobody."


def discover() -> Mapping[str, Bias]:
    """Name -> bias, ordered by title."""
    found = {}
    for module in iter_modules(__path__):
        if module.name == "spec":
            continue
        item = getattr(import_module(f"{__name__}.{module.name}"), module.name, None)
        if not isinstance(item, Bias):
            raise ImportError(f"maskviz/biases/{module.name}.py has no bias named {module.name}")
        found[item.name] = item
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].title)))


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
