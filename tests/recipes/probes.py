"""What a mask with a named option has to show everywhere; run by test_option in a copy where
Sliding window has got `side`, left or right, and nothing else was changed."""

import numpy as np
import pytest

from maskviz.analysis.atlas import entries
from maskviz.libraries.export import EXPORTS, to_docstring, to_pytest
from maskviz.masks.call import MaskCall, read_call
from maskviz.masks.catalogue import MASKS
from maskviz.masks.cell import Cell
from maskviz.masks.compose import Join, cells
from maskviz.masks.compose.as_rule import rule_of
from maskviz.masks.compose.why import why
from maskviz.masks.compose.words import sentence
from maskviz.masks.matrix import matrix
from maskviz.masks.table import mask_table
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link, read_link
from maskviz.ui.atlas.card import card
from tests.ui import test_storage
from tests.ui.page import board, healthy, opened, state_of, told, with_panels

KEY = "sliding_window.side"
N = 7


def call(side: str, window: int = 3) -> MaskCall:
    return MaskCall("sliding_window", {"window": window, "side": side})


def looped(side: str, window: int = 3) -> list[list[bool]]:
    """By walking: so many steps from the query to one side."""
    step = {"left": -1, "right": 1}[side]
    return [[k in range(q, q + step * window, step) for k in range(N)] for q in range(N)]


sides = pytest.mark.parametrize("side", ["left", "right"])


@sides
def test_matrix_and_composition(side):
    assert cells(call(side), N, N).tolist() == looped(side)
    both = cells(Join("or", (call("left"), call("right"))), N, N)
    assert both.tolist() == (np.array(looped("left")) | np.array(looped("right"))).tolist()


@sides
@pytest.mark.parametrize("name", ["NumPy", "PyTorch SDPA", "FlexAttention", "transformers", "JAX"])
def test_exports_run(side, name):
    text = EXPORTS[name](call(side), N, N)
    assert f'window=3, side="{side}"' in text
    names = {}
    exec(compile(text, name, "exec"), names)
    assert np.asarray(names["allowed"]).reshape(N, N).tolist() == looped(side)


@sides
def test_the_test_file_and_the_docstring(side):
    tests = to_pytest(call(side), N, N)
    drawn = "\n".join("".join(".#"[cell] for cell in row) for row in looped(side))
    assert f"Sliding window, window 3, side {side}." in tests and drawn in tests
    assert f"window = 3, side = {side}" in to_docstring(call(side), N, N)


def test_title_table_and_sentence():
    assert call("right").title == "Sliding window, window 3, side right"
    assert "`window` 1 to 256, `side` left or right |" in mask_table()
    assert "“Sliding window, window 3, side right”" in sentence(call("right"))


@sides
def test_text_link_and_address(side):
    assert str(call(side)) == f"sliding_window(window=3, side={side})"
    assert read_call(str(call(side))) == (call(side), [])
    chosen = {"mask": "sliding_window", "sliding_window.window": 3, KEY: side}
    settings = Settings.of(**chosen)
    found, ignored = read_link(make_link(settings))
    assert found == settings and not ignored
    page = opened(mask="sliding_window", **{KEY: side})
    assert page.segmented_control(key=KEY).value == side
    assert state_of(page)[KEY] == side


def test_an_unknown_name_is_said():
    said = read_call("sliding_window(side=up)")[1]
    assert said == ["side: 'up' is not one of left, right"]
    with pytest.raises(ValueError, match="Sliding window: side 'up' is not one of left, right"):
        matrix(MASKS["sliding_window"], 3, 3, {"side": "up"})
    page = opened(mask="sliding_window", **{KEY: "up"})
    assert "side: 'up' is not one of left, right" in told(page)


def test_an_old_link_opens_with_the_default():
    assert read_call("sliding_window(window=3)") == (call("left"), [])


def test_the_sidebar():
    page = opened(mask="sliding_window", and_causal="false")
    control = page.segmented_control(key=KEY)
    assert (control.label, control.value, list(control.options)) == (
        "Side",
        "left",
        ["left", "right"],
    )
    control.set_value("right").run()
    assert str(state_of(healthy(page)).mask_of("all")) == "sliding_window(window=4, side=right)"
    assert "side right" in board(page).title
    shown = with_panels(page, "code").code
    assert any("(q, k, *, window, side)" in code.value for code in shown)


def test_the_composer():
    text = "or(sliding_window(window=3, side=right), chunk(size=4))"
    page = opened(mask="composed", composition=text)
    control = page.segmented_control(key="compose_0_Side")
    assert control.value == "right"
    control.set_value("left").run()
    assert str(state_of(healthy(page)).composition) == text.replace("right", "left")


def test_the_storage_page():
    page = test_storage.opened(stored="sliding_window", **{f"stored__{KEY}": "right"})
    control = page.segmented_control(key=f"stored.{KEY}")
    assert control.value == "right" and not test_storage.told(page)
    assert "side right" in test_storage.said(page)
    page = test_storage.opened(stored="sliding_window", **{f"stored__{KEY}": "up"})
    assert "side: 'up' is not one of left, right" in " ".join(test_storage.told(page))


def test_the_atlas():
    (entry,) = (e for e in entries() if e.mask.name == "sliding_window")
    assert not entry.causal and not entry.settings["and_causal"]  # to the right is the future
    assert "window 4, side left" in card(entry)


@sides
def test_the_rule(side):
    rule = rule_of(call(side))
    assert rule.matrix(N, N).tolist() == looped(side)
    assert "side" not in rule.canonical and "True" not in rule.canonical


@sides
def test_every_blocked_cell_is_explained(side):
    for q, row in enumerate(looped(side)):
        for k, reads in enumerate(row):
            said = why(call(side), Cell(q, k, "abcdefg"))
            assert (said is None) == reads
            assert reads or f"side is {side}" in said
    assert "key 6 “g” stands after query 1 “b”" in why(call("left"), Cell(1, 6, "abcdefg"))
