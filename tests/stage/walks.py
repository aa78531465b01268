"""A row of the shipped decoder with its working, as the board is sent them, and its torch."""

from dataclasses import dataclass
from functools import cache

from maskviz.analysis.arithmetic import Row
from maskviz.analysis.view import View, make_view
from maskviz.analysis.working import HeadWeights, Working, head_weights, working
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.stage.row import row_message
from maskviz.stage.working import weights_message, working_message
from maskviz.ui.board.picture import row_at
from tests.stage.alone import draw

model = cache(load)
TEXT = "The king asked the princess"
PLAIN = ["q·k", "raw", "+ mask", "masked", "− max", "e^(masked − max)", "running Σ", "weight"]
INPUT = ["vectors in", "W_q", "W_k", "W_v"]
END = ["without the mask", "weight × v", "output"]


@dataclass(frozen=True, eq=False)
class Walk:
    view: View
    row: Row
    working: Working
    weights: HeadWeights

    @property
    def open(self) -> dict[str, bytes]:
        """The messages of the open panel."""
        made = working_message(self.working), weights_message(self.weights)
        return dict(zip(("working", "weights"), made, strict=True))


def walk_of(locked=(3, 1), **values) -> Walk:
    values = {"text": TEXT, "mask": "causal", "head": 1, **values}
    shipped = model(values.get("model", "gpt"))
    view = make_view(Settings.of(**values).but(locked=locked), shipped)
    row = row_at(view)
    return Walk(view, row, working(view, row), head_weights(view))


def opened(page, walk: Walk):
    """The row with its panel open, at its first stop."""
    return draw(page, "row", row_message(walk.row), **walk.open)


def read(text: str) -> float:
    text = text.removeprefix("→ ").replace("−∞", "-inf").replace("−", "-")
    return float("nan") if text == "NaN" else float(text)


def line(here, stop: str) -> list[float]:
    """The numbers of the table's line of a stop."""
    return [read(text) for text in here.locator(f"tr[data-at={stop}] td").all_inner_texts()]


def stops(here) -> list[str]:
    """The names of all stops, walked through by keyboard."""
    slider, names = here.locator("input[type=range]"), []
    slider.focus()
    here.page.keyboard.press("Home")
    for _ in range(1 + int(slider.get_attribute("max"))):
        names.append(here.locator(".walk-count").inner_text().split(": ", 1)[1])
        here.page.keyboard.press("ArrowRight")
    return names
