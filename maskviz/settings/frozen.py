"""What a link of version 2 leaves out: the defaults of the day on which the version was made.

They stand in a file that is never changed, so that a later change of a default changes no link
that somebody has. A setting that came later is frozen in a second file as it came; one that
neither has is newer still: links always say it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, eq=False)  # each version is read once
class Frozen:
    """The defaults of a version of links.

    values    key -> default, as JSON has it
    openings  a model -> the defaults that are others when it is the model
    words     the file without its line ends: links are packed with it as the dictionary
    """

    values: Mapping[str, Any]
    openings: Mapping[str, Mapping[str, Any]]
    words: bytes

    def base(self, model: str) -> dict[str, Any]:
        """What every setting is, by its key, in a link that says the model alone."""
        return {**self.values, **self.openings.get(model, {}), "model": model}


@cache
def frozen(version: int) -> Frozen:
    raw = Path(__file__).with_name(f"defaults_v{version}.json").read_bytes()
    found = json.loads(raw)
    values = {**found["values"], **later(version)}
    return Frozen(values, found["openings"], b"".join(raw.splitlines()))


def later(version: int) -> dict[str, Any]:
    """Settings that came after the version, each with what it was when it came.

    No link older than that says them, so this may be added to, and what stands is never changed.
    """
    path = Path(__file__).with_name(f"later_v{version}.json")
    return json.loads(path.read_bytes()) if path.exists() else {}
