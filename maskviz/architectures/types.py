"""Which models are read: their ways, what is usual for them, and those that are not, with why."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).parent / "data"


def table(name: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((DATA / f"{name}.toml").read_text("utf-8")))


# model_type -> the name of its way
WAY_OF: Mapping[str, str] = MappingProxyType(
    {name: way for way, types in table("types").items() for name in types}
)


@cache
def usual(name: str) -> Mapping[str, Any]:
    """What a type has where its config is silent, by the keys of the config."""
    return table("usual").get(name, {})


# model_type of models of several parts -> what to know of its text
COMPOSED: Mapping[str, Mapping[str, Any]] = table("composed")

# decoders that read texts packed into one row as one text, their positions notwithstanding
TOGETHER: frozenset[str] = frozenset(table("together")["types"])

# why models are not read -> their types
UNREAD: Mapping[str, Any] = table("unread")


def readable() -> tuple[str, ...]:
    """Every model_type that is read, in the order of the alphabet."""
    return tuple(sorted([*WAY_OF, *COMPOSED]))


def unread(name: str) -> str:
    """Why a type is not read; "" for one that nobody looked at."""
    return next((group["why"] for group in UNREAD.values() if name in group["types"]), "")
