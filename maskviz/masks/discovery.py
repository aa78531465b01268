"""Folders in which every file but `spec` constructs one thing, named like the file."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any


def found_in(
    package: str, path: Iterable[str], kind: type, noun: str, order: str = "title"
) -> Mapping[str, Any]:
    """Name -> what was constructed, in order; ImportError for a file without one."""
    found = {}
    for module in iter_modules(path):
        if module.name == "spec":
            continue
        item = getattr(import_module(f"{package}.{module.name}"), module.name, None)
        if not isinstance(item, kind):
            folder = package.replace(".", "/")
            raise ImportError(f"{folder}/{module.name}.py has no {noun} named {module.name}")
        found[item.name] = item
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: getattr(pair[1], order))))
