"""Whatever a visitor writes stays text wherever it reaches HTML."""

import numpy as np
import pytest
from markupsafe import Markup, escape

from maskviz.analysis.predictions import Guess
from maskviz.libraries.conventions import LIBRARIES, Intent, Spelling
from maskviz.ui.board.answers import bars, line
from maskviz.ui.conventions.card import breakable, way_told
from maskviz.ui.conventions.tables import outcome
from maskviz.ui.costs.chart import Scale, key, row
from maskviz.ui.kit.bars import bar
from maskviz.ui.kit.bars import bars as bars_of
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import BLOCK, joined
from maskviz.ui.kit.table import Cell, table, under
from tests.ui.board import strings
from tests.ui.page import board, healthy, opened, with_panels

HOSTILE = "<img src=x onerror=\"alert('1')\">&amp;</div>"
NUMBERS = {"gpt": 40.0}

MADE = {
    "a block": lambda text: BLOCK.format("plain", text),
    "what is joined": lambda text: joined([Markup("<b></b>"), text]),
    "a title of a table": lambda text: table([text], [["a"]]),
    "the name of a row": lambda text: table([], [[text, "b"]]),
    "a cell": lambda text: table([], [["a", text]]),
    "a cell with a kind": lambda text: table([], [["a", Cell(text, "number")]]),
    "a number of a cell": lambda text: table([], [["a", Cell("", "", text)]]),
    "small words": lambda text: under("a", text),
    "the words of a link": lambda text: link("./", text),
    "an address": lambda text: link(text, "a"),
    "the label of a link": lambda text: link("./", "a", label=text),
    "the words of a bar": lambda text: bar((0, 1), text),
    "the title of bars": lambda text: bars_of(text, []),
    "the name of a bar": lambda text: bars_of("a", [(text, 0.5, "50 %")]),
    "a mask's title": lambda text: row(text, 0.5, NUMBERS, 40.0, Scale(20, 80)),
    "a mask's link": lambda text: row(text, 0.5, NUMBERS, 40.0, Scale(20, 80), address="./"),
    "a mask's note": lambda text: row("a", 0.5, NUMBERS, 40.0, Scale(20, 80), notes=[text]),
    "a model's name": lambda text: key([text]),
    "a library's message": lambda text: outcome("SDPA", "refused", text),
    "a library's name": breakable,
}


@pytest.mark.parametrize("place", MADE)
def test_text_stays_text(place):
    calm, made = MADE[place]("calm"), MADE[place](HOSTILE)
    assert isinstance(made, Markup) and "calm" in calm
    assert made.replace("<wbr>", "").count(escape(HOSTILE)) == calm.count("calm")
    assert made.count("<") == calm.count("<") and made.count('"') == calm.count('"')


def test_a_refusal_is_text():
    intent = Intent("window", 4, 4, 2)
    spelling = Spelling("code", None, refused=HOSTILE, note=HOSTILE)
    made = way_told(HOSTILE, spelling, intent)
    assert made.count(str(escape(HOSTILE))) == 3 and "<img" not in made
    assert LIBRARIES and np.shape(intent.wanted) == (4, 4)


def bodies(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


PARTS = ("hand", "words", "picks", "figures", "answers", "panels")  # of JSON


@pytest.mark.parametrize("model", ["gpt", "bert", "dates", "copier"])
def test_a_hostile_text_in_the_playground(model):
    """The board is sent text as it is, and its script makes no HTML of it; panels are HTML."""
    part = {"part": "encoder"} if model == "dates" else {}  # elsewhere no query is a token
    page = opened(model=model, text=HOSTILE, mask="same_word", **part)
    texts = [text for part in PARTS for text in strings(board(page).json(part))]
    assert len(texts) > 20
    assert not any(escaped in text for text in texts for escaped in ("&lt;", "&#", "amp;amp", "\\"))
    assert model != "gpt" or any(HOSTILE[:39] in text for text in texts)
    shown = bodies(with_panels(page, *board(page).panels))
    assert "<img" not in shown and "&amp;lt;" not in shown and 'class="strip"' in shown


def test_a_guess_is_sent_as_it_is():
    (label, share, percent), *others = bars(HOSTILE, (Guess(0, HOSTILE, 0.5),))["bars"]
    assert (label, share, percent) == (HOSTILE, 0.5, "50.0%") and not others
    assert bars(HOSTILE, ())["title"] == HOSTILE
    assert line(HOSTILE) == {"kind": "line", "text": (HOSTILE,)}


@pytest.mark.parametrize("script", ["look_up/atlas", "check/check", "look_up/costs"])
def test_other_pages_with_a_hostile_text(script):
    page = opened(text=HOSTILE, mask="typed", typed_rule="k <= q and q - k < 3")
    page = healthy(page.switch_page(f"pages/{script}.py").run())
    for box in [*page.text_input, *page.text_area]:
        box.set_value(HOSTILE)
    page.run()
    assert "<img" not in bodies(page)
