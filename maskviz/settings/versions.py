"""What a state says, read version by version: every version ever given out opens for ever."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from maskviz.masks.kinds import quoted
from maskviz.settings.declared import Settings
from maskviz.settings.version1 import read_v1
from maskviz.settings.version2 import read_v2

Reader = Callable[[Mapping], tuple[Settings, list[str]]]
READERS: Mapping[int, Reader] = MappingProxyType({1: read_v1, 2: read_v2})


class LinkError(ValueError):
    """A link or state file that holds no settings; the message says why."""


def read_data(data: Any) -> tuple[Settings, list[str]]:
    """Settings from the JSON data of a state, and a sentence for each part that was ignored."""
    if not isinstance(data, dict):
        raise LinkError(f"a state is a list of settings, not {type(data).__name__}")
    return reader(data.get("v"))(data)


def reader(version: Any) -> Reader:
    """The reader of a version; LinkError for one that this page does not know."""
    if type(version) is int and version in READERS:
        return READERS[version]
    known = " and ".join(map(str, READERS))
    raise LinkError(f"it is of version {quoted(version)} and this page reads versions {known}")
