"""What a lesson is: steps, each a state of the app and a claim about it that is measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from maskviz.analysis.view import View
from maskviz.settings.declared import Settings
from maskviz.stage.rings import Ring

Figures = Mapping[str, Any]  # what was measured, by the names that the words have for it
Rings = tuple[Ring, ...]


def nothing(view: View) -> Figures:
    """A step that has no more numbers than every step."""
    return {}


@dataclass(frozen=True)
class Question:
    """What a step asks before it tells.

    right    the key of the choice that is right, worked out from the view
    covered  stages and places of the board that would give it away until it is answered
    """

    right: Callable[[View, Figures], str]
    covered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One idea: a state, what to look at, and a claim that is checked on the live numbers.

    name      the key of its words in the catalogue
    state     keys of Settings that differ from what the page opens with
    true      whether what the words claim holds of the view and what was measured
    rings     what to look at, or how to find it in the view
    show      the stages that are drawn, all where there are none
    stage     the one that is drawn large
    hide      places of the board that would only distract
    measured  the numbers in the words
    page      the address of the page that goes further, and what it asks of it
    """

    name: str
    state: Mapping[str, Any]
    true: Callable[[View, Figures], object]
    rings: Rings | Callable[[View, Figures], Rings] = ()
    show: tuple[str, ...] = ()
    stage: str = ""
    hide: tuple[str, ...] = ()
    measured: Callable[[View], Figures] = nothing
    question: Question | None = None
    page: str = ""

    @property
    def settings(self) -> Settings:
        """The whole state, its mask in its slot as the page keeps it."""
        return Settings.of(**self.state).stored()

    def ringed(self, view: View, figures: Figures) -> Rings:
        return self.rings if isinstance(self.rings, tuple) else self.rings(view, figures)


@dataclass(frozen=True)
class Lesson:
    """Steps in their order.

    name   its address, and its file
    place  where it stands in the path, the first is lowest
    words  the subject of the catalogue that has its texts
    given  figures that hold for every step, such as what a mask's own file says
    masks  names of masks whose page leads here
    pages  addresses of pages that lead here
    """

    name: str
    steps: tuple[Step, ...]
    place: int = 0
    words: str = ""
    given: Figures = field(default_factory=dict)
    masks: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return f"lessons/{self.words or self.name}"
