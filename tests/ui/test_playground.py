"""The playground without a browser: every control, cold links, bad input, nothing lost."""

import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.settings.declared import CONTROLS, DEFAULTS
from maskviz.settings.link import make_link
from maskviz.settings.presets import PRESETS
from maskviz.settings.slots import CUSTOM
from tests.states import slots_of, state
from tests.ui.page import board, healthy, opened, paragraphs, state_of, told


@pytest.mark.parametrize("name", MASKS)
def test_every_mask_opens_on_a_cold_link(name):
    page = opened(mask=name)
    assert board(page).title.startswith(MASKS[name].title.split(",")[0])
    assert state_of(page).mask == name
    assert "Ignored" not in told(page)


@pytest.mark.parametrize("name", PRESETS)
def test_every_example_opens_ready(name):
    page = opened()
    page.selectbox(key="example").select(name).run()
    settings = state_of(healthy(page))
    for key, value in PRESETS[name].values.items():
        assert settings[key] == value
    assert "no padding" not in told(page)


def test_a_link_restores_everything_and_the_address_bar_says_the_same():
    settings = state(
        each=True,
        head=2,
        layer=3,
        queries=7,
        mask=CUSTOM,
        slots={"0": "causal()", "2": CUSTOM, "5": "chunk(size=3)"},
        book={"2": {"base": "sliding_window(window=2)", "flips": [3 * 2_048 + 9]}},
        picks={"secret": (4,)},
        locked=(15, 12),
    )
    page = opened(p=make_link(settings))
    assert state_of(page) == settings
    assert "Painted on Sliding window, window 2" in board(page).title
    assert board(page).hand == {
        "locked": {"q": 15, "k": 12},
        "book": {"2": {"base": "sliding_window(window=2)", "flips": [3 * 2_048 + 9]}},
    }


def test_raw_parameters_are_read_and_what_is_ignored_is_said():
    page = opened(mask="chunk", **{"chunk.size": "0"}, layer="9", windw="3", each="perhaps")
    settings = state_of(page)
    assert settings.mask == "chunk"
    assert settings["chunk.size"] == DEFAULTS["chunk.size"]
    for part in ("chunk.size: 0 is outside", "layer", "windw", "each"):
        assert part in told(page)


@pytest.mark.parametrize("broken", ["", "A", "!!!", "AQAAAAAAAA", "B" * 9_000])
def test_a_broken_link_says_so_and_opens_the_first_screen(broken):
    page = opened(p=broken)
    assert "could not be opened" in told(page)
    assert state_of(page).values == DEFAULTS


def test_a_note_is_said_once():
    page = opened(p="A")
    page.toggle(key="and_causal").set_value(False).run()
    assert "could not be opened" not in told(healthy(page))


def test_numbers_of_a_mask_outlive_another_mask():
    page = opened()
    page.slider(key="sliding_window.window").set_value(7).run()
    page.selectbox(key="mask").select("chunk").run()
    page.selectbox(key="mask").select("sliding_window").run()
    assert state_of(healthy(page))["sliding_window.window"] == 7


def test_each_head_keeps_its_own_mask_and_one_can_be_copied_to_all():
    page = opened()
    page.toggle(key="each").set_value(True).run()
    before = slots_of(state_of(healthy(page)))
    assert len({before[str(head)] for head in CONTROLS["head"].kind.options}) == 6
    page.session_state["head"] = 4
    page.run()
    page.selectbox(key="mask").select("chunk").run()
    page.slider(key="chunk.size").set_value(3).run()
    page.session_state["head"] = 1
    page.run()
    slots = slots_of(state_of(healthy(page)))
    assert slots["4"] == "chunk(size=3)"
    assert slots["1"] == before["1"]
    assert page.selectbox(key="mask").value == MaskCall(before["1"].split("(")[0]).name
    next(b for b in page.button if b.label.startswith("Copy this")).click().run()
    after = slots_of(state_of(healthy(page)))
    assert {after[str(head)] for head in range(6)} == {before["1"]}


def test_every_control_changes_the_state_and_reset_takes_all_back():
    page = opened()
    page.number_input(key="texts").set_value(2).run()
    page.text_input(key="text_2").set_value("A fox ran by").run()
    page.number_input(key="shown_length_1").set_value(5).run()
    page.number_input(key="pad_to").set_value(30).run()
    page.number_input(key="queries").set_value(6).run()
    page.selectbox(key="output").select("projected").run()
    page.selectbox(key="divide").select("model").run()
    page.selectbox(key="blocking").select("write").run()
    page.select_slider(key="fill").set_value("-3").run()
    page.selectbox(key="precision").select("float16").run()
    page.multiselect(key="layers").set_value([0, 2]).run()
    settings = state_of(healthy(page))
    expected = {
        "texts": 2, "text_2": "A fox ran by", "length_1": 5, "pad_to": 30, "queries": 6,
        "output": "projected", "divide": "model", "blocking": "write", "fill": "-3",
        "precision": "float16", "layers": (0, 2),
    }  # fmt: skip
    assert {key: settings[key] for key in expected} == expected
    next(b for b in page.button if b.label == "Reset everything").click().run()
    assert state_of(healthy(page)).values == DEFAULTS


def test_a_text_kept_whole_shows_its_tokens_and_stays_whole_when_it_grows():
    page = opened(texts="2", text_2="A fox")
    field = page.number_input(key="shown_length_2")
    assert (field.value, field.max) == (3, 3)  # <s> A fox
    page.text_input(key="text_2").set_value("A fox ran by").run()
    assert page.number_input(key="shown_length_2").value == 5
    page.number_input(key="shown_length_2").set_value(2).run()
    assert state_of(healthy(page))["length_2"] == 2
    page.text_input(key="text_2").set_value("A fox ran by and by").run()
    assert page.number_input(key="shown_length_2").value == 2
    page.number_input(key="shown_length_2").set_value(7).run()
    assert state_of(healthy(page))["length_2"] == DEFAULTS["length_2"]


def test_the_lengths_stand_in_the_open():
    page = opened(model="bert")
    panels = [box for panel in page.sidebar.expander for box in panel.number_input]
    shown = [box.key for box in page.sidebar.number_input if box not in panels]
    assert {"texts", "pad_to", "queries"} <= set(shown)


def test_what_reads_the_future_says_that_predictions_may_have_read_the_answer():
    page = opened(mask="full")
    assert "may have read the answer" not in told(page)
    page.toggle(key="and_causal").set_value(False).run()
    assert "may have read the answer" in told(healthy(page))


def test_the_model_s_page_says_what_its_card_says(shipped):
    page = opened()
    healthy(page.switch_page("pages/look_up/model.py").run())
    figures = shipped.card["held_out"]["side_by_side"]
    assert f"{shipped.card['parameters']:,}" in paragraphs(page)[0]
    assert f"{figures['bits_per_character']:.3f}" in page.table[0].value.to_string()


def test_tokens_that_look_alike_are_picked_one_by_one():
    """ "12" and "0142" share two digits: what is clicked is a place, not a word."""
    page = opened(text="The 12 of 555 0142", mask="levels")
    tokens = board(page).picks["level_2"]["tokens"]
    assert len(set(tokens)) < len(tokens)
    assert board(page).picks["level_2"]["on"] == [3, 4]
    assert board(page).picks["level_3"]["on"] == list(range(7, 15))
    page.picked("level_2", 3)
    assert board(healthy(page)).picks["level_2"]["on"] == [4]


def test_a_fill_that_leaks_says_so():
    page = opened(blocking="add", fill="-1")
    assert "may have read the answer" in told(page)


def test_the_two_readings_of_stride_lead_to_each_other():
    page = opened(mask="stride_only", **{"stride_only.stride": "5"})
    next(b for b in page.button if b.label.startswith("See the other reading")).click().run()
    assert slots_of(state_of(healthy(page)))["all"] == "stride_block(stride=5)"
