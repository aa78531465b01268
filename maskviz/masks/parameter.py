"""One keyword of a predicate, for a control beside it."""

from dataclasses import dataclass
from typing import Any

from maskviz.masks.kinds import GIVEN, Given, Kind, spoken


@dataclass(frozen=True)
class Parameter:
    """One keyword of a predicate as its signature declares it."""

    name: str
    kind: Kind
    default: Any

    @property
    def help(self) -> str:
        return GIVEN[self.name] if isinstance(self.kind, Given) else self.kind.help

    @property
    def label(self) -> str:
        """What stands beside its control: "Chunk size"."""
        return getattr(self.kind, "label", "") or spoken(self.name).capitalize()
