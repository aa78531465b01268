"""The models that stand on the page: each a small file with its config and where that is from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from maskviz.architectures.model import Model
from maskviz.architectures.reader import read_config
from maskviz.architectures.types import DATA


@dataclass(frozen=True, eq=False)
class Known:
    """A model by the name of its file.

    stack   its masks as somebody wrote them down by hand, which the tests compare with what is read
    config  those values of its config.json that say what its masks and its cache are
    """

    slug: str
    name: str
    year: int
    source: str
    stack: tuple[str, ...]
    config: Mapping[str, Any]

    @cached_property
    def model(self) -> Model:
        return read_config(self.config)


def known(path) -> Known:
    found = tomllib.loads(path.read_text("utf-8"))
    found["stack"] = tuple(found["stack"])
    return Known(path.stem, **found)


# slug -> model, the newest first
KNOWN: Mapping[str, Known] = MappingProxyType(
    {
        found.slug: found
        for found in sorted(
            map(known, (DATA / "known").glob("*.toml")), key=lambda k: (-k.year, k.name)
        )
    }
)
