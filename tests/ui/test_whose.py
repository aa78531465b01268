"""Heads and layers part ways, follow a pattern, and a link brings it all back."""

from maskviz.settings.declared import DEFAULTS
from maskviz.settings.link import make_link
from tests.states import slots_of
from tests.ui.page import healthy, opened, state_of, told

WINDOW = f"sliding_window(window={DEFAULTS['sliding_window.window']})"


def test_layers_that_part_ways_begin_with_the_mask_they_had():
    page = opened()
    page.toggle(key="each_layer").set_value(True).run()
    settings = state_of(healthy(page))
    assert {n: slots_of(settings)[f"L{n}.all"] for n in range(4)} == dict.fromkeys(range(4), WINDOW)
    page.selectbox(key="mask").set_value("chunk").run()
    settings = state_of(healthy(page))
    assert (
        slots_of(settings)["L1.all"] == "chunk(size=4)" and slots_of(settings)["L0.all"] == WINDOW
    )
    page.segmented_control(key="layer").set_value(0).run()
    assert page.selectbox(key="mask").value == "sliding_window"
    again = healthy(opened(p=make_link(state_of(page))))
    assert slots_of(state_of(again)) == slots_of(state_of(page))


def test_each_head_of_each_layer():
    page = opened(each="true", each_layer="true", head="2", layer="3", mask="causal")
    page.selectbox(key="mask").set_value("full").run()
    settings = state_of(healthy(page))
    assert slots_of(settings)["L3.2"] == "full()" and settings.slot == "L3.2"
    page.segmented_control(key="head").set_value(0).run()
    assert state_of(healthy(page)).slot == "L3.0"


def pattern(page, period):
    menu = next(m for m in page.get("menu_button") if m.key == "layer_pattern")
    menu.click(period).run()
    return state_of(healthy(page))


def test_a_pattern_of_local_layers_and_a_full_one():
    page = opened(layers="0")
    settings = pattern(page, 3)
    assert [slots_of(settings)[f"L{n}.all"] for n in range(4)] == [WINDOW] * 3 + ["full()"]
    assert settings.layers == (0, 1, 2, 3)
    pattern(page, 5)
    assert "No layer of gpt is the full one: it has 4 layers." in told(page)
