"""What a question is: a state of the app, numbers measured in it, a claim that they bear out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maskviz.analysis.view import View
from maskviz.settings.declared import Settings

Figures = Mapping[str, Any]  # what was measured, by the names that the answer has for it


@dataclass(frozen=True)
class Question:
    """Something that is asked, and how its answer is measured.

    name      its key in the catalogue, which stands in addresses
    state     keys of Settings that differ from what the playground opens with
    measured  the numbers in the answer
    true      whether what the answer claims holds of them
    page      the address of the page that shows it
    own       what that page's address asks besides the state, as `&name=value`
    """

    name: str
    state: Mapping[str, Any]
    measured: Callable[[View], Figures]
    true: Callable[[Figures], object]
    page: str = "playground"
    own: str = ""

    @property
    def settings(self) -> Settings:
        """The whole state, its mask in its slot as the page keeps it."""
        return Settings.of(**self.state).stored()
