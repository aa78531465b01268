"""A control that draws the board alone leaves nothing untrue in the sidebar that stands there."""

from functools import partial

import pytest

from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE
from maskviz.masks.facts import SETTINGS
from maskviz.settings.declared import CONTROLS
from tests.ui.browser import Page
from tests.ui.onscreen import others, put, setting_of, stale
from tests.ui.page import healthy, opened

TEXT = "The king sat."
STATES = {
    "first": {},
    "padded": {"pad_to": "9"},
    "batch": {"texts": "3", "text_2": "A fox", "row": "2"},
    "heads": {"each": "true", "head": "2"},
    "layers": {"each_layer": "true"},
    "both": {"each": "true", "each_layer": "true", "mask": "levels"},
    "a number": {"blocking": "add", "mask": "typed", "typed_rule": "level[k] < 2"},
    "composed": {"mask": "composed", "composition": "or(special(), causal())"},
    "bert": {"model": "bert", "mask": "special"},
    "dates": {"model": "dates", "part": "encoder"},
    "copier": {"model": "copier"},
}
WHOLE = ("model", "part", "mask", "each", "each_layer", "head", "texts", "row", "bias")


def keys(page: Page) -> list[str]:
    """The settings that the sidebar has a control of, as their widgets are called."""
    named = [getattr(node, "key", None) or "" for node in page.sidebar]
    return [key for key in named if setting_of(key) in CONTROLS]


def widget_of(page: Page, key: str):
    return next(node for node in page.sidebar if getattr(node, "key", None) == key)


def tried(page: Page, key: str) -> int:
    """Set a control to what it can be, and back; how often that drew the board alone."""
    alone, first = 0, widget_of(page, key).value
    values = ("causal", "key_padding") if key == "mask" else others(widget_of(page, key), key)
    for value in [*values, first]:
        widget = widget_of(page, key)
        left = stale(page, key, partial(put, widget, value))
        assert not left, f"{key} {value!r}"
        alone += left is not None
    return alone


@pytest.mark.parametrize("family", sorted({mask.family for mask in CATALOGUE.values()}))
def test_the_parameters_and_facts_of_every_mask(family):
    page = opened(text=TEXT)
    for name in [name for name, mask in CATALOGUE.items() if mask.family == family]:
        healthy(page.selectbox(key="mask").select(name).run())
        own = [key for key in keys(page) if key.startswith(f"{name}.")]
        facts = [key for key in keys(page) if setting_of(key) in SETTINGS]
        assert len(own) == len(CATALOGUE[name].controls)
        for key in own + facts:
            assert tried(page, key), f"{key} always draws the whole page"


@pytest.mark.parametrize("name", BIASES)
def test_the_numbers_of_every_bias(name):
    page = opened(text=TEXT, bias=name)
    own = [key for key in keys(page) if key.startswith(f"{name}.") or key == "bias_after"]
    assert len(own) == len(BIASES[name].controls) + (name != "sink")
    for key in own:
        assert tried(page, key), f"{key} always draws the whole page"


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_other_control(state):
    page = opened(**{"text": TEXT, **state})
    alone = {key for key in keys(page) if key not in WHOLE and tried(page, key)}
    assert {"output", "layers", "precision", "divide", "blocking"} <= alone
    assert ("layer" in alone) == ("each_layer" not in state)
    assert ("text" in alone) == ("texts" not in state)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_what_others_depend_on(state):
    page = opened(**{"text": TEXT, **state})
    there = [key for key in WHOLE if key in keys(page)]
    assert {"model", "mask", "each", "each_layer", "texts", "bias"} <= {*there}
    assert [key for key in there if tried(page, key)] == []
