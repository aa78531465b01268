"""Classes that a text defines, and things made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maskviz.matrices.code.mods import Mod


@dataclass(frozen=True)
class Klass:
    """A class as the text defines it.

    methods  its functions by name
    fields   what its body sets, which every thing of it has
    told     names without a value in its body, as a dataclass has them, in their order
    """

    name: str
    methods: Mapping[str, Mod]
    fields: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()


@dataclass(eq=False)
class Instance:
    """A thing of a class, with what is set in it."""

    klass: Klass
    fields: dict[str, Any]


@dataclass(frozen=True)
class Bound:
    """A method of a class, with the thing whose it is; None for one of the class itself."""

    method: Mod
    mine: Instance | None
