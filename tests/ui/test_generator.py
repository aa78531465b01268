"""The generator of a mask is visible: what it read of tokens or scores, and what it kept."""

import pytest

from maskviz.masks.dynamic import DYNAMIC
from maskviz.masks.painting import POSITIONS
from maskviz.settings.link import make_link
from maskviz.settings.slots import CUSTOM
from tests.states import slots_of, state
from tests.ui.page import healthy, opened, state_of, told

PACKED = "The king slept. Why did the boy run? The cat sat."


def made(page):
    """The page with the generator open, and the strips in it."""
    next(e for e in page.expander if e.label == "From the tokens to the mask")
    page.session_state["generator"] = True
    healthy(page.run())
    return [
        e.proto.body for e in page.get("html") if 'class="maskviz maskviz-made"' in e.proto.body
    ]


@pytest.mark.parametrize("name", DYNAMIC)
def test_a_dynamic_mask_opens_and_shows_what_it_read(name):
    page = opened(mask=name)
    assert slots_of(state_of(page))["all"].startswith(f"{name}(")
    (strip,) = made(page)
    assert strip.count("<small>") == 20 and 'class="kept"' in strip
    said = " ".join(m.value for m in page.markdown)
    assert "and asked for" in said and "Keys this head kept" in said


def test_a_mask_of_facts_shows_them_under_the_tokens():
    strips = made(opened(mask="document", text=PACKED))
    assert len(strips) == 1 and strips[0].endswith("2</div></div></div>")


def test_a_mask_of_positions_has_no_generator():
    assert all(e.label != "From the tokens to the mask" for e in opened(mask="causal").expander)


def test_hostile_tokens_are_text():
    strips = made(opened(mask="same_word", text="<img src=x onerror=alert(1)> &amp;"))
    assert "<img" not in strips[0]


def test_tokens_are_clicked_to_begin_documents():
    page = opened(mask="document", text=PACKED)
    pills = page.pills(key="pick_doc")
    now = sorted({*pills.value, 2})
    pills.set_value(now).run()
    assert state_of(healthy(page)).picks["doc"] == (2,)
    assert page.pills(key="pick_doc").value == now


def test_owners_are_given_by_hand_and_each_token_has_one():
    page = opened(mask="owner", text=PACKED)
    page.pills(key="pick_owner_2").set_value([1, 2, 3]).run()
    picks = state_of(healthy(page)).picks
    assert picks["owner_2"] == (1, 2, 3) and not set(picks["owner_1"]) & {1, 2, 3}


def test_a_bias_is_chosen_beside_the_mask():
    page = opened(bias="t5_buckets", mask="causal")
    assert page.selectbox(key="bias").value == "t5_buckets"
    page.number_input(key="t5_buckets.strength").set_value(20).run()
    assert state_of(healthy(page))["t5_buckets.strength"] == 20


def test_a_dynamic_mask_is_no_part_of_a_composition():
    page = opened(mask="composed", composition="or(top_k(keep=3), causal())")
    assert "Top-k looks at the scores, and stands alone" in told(page)


def test_rows_with_nothing_to_read_are_named_with_what_libraries_do():
    page = opened(mask="strict_causal")
    assert "Row 0 has nothing to read" in [panel.label for panel in page.expander]
    page.session_state["empty_rows"] = True
    table = next(m.value for m in healthy(page.run()).markdown if "Such a row becomes" in m.value)
    assert "zeros" in table and "NaN" in table and "the mean of all values" in table
    assert not any("nothing to read" in e.label for e in opened(mask="causal").expander)


def test_a_painted_mask_tells_the_closest_known_one():
    book = {"all": {"base": "sink_window(sinks=1, window=4)", "flips": [9 * POSITIONS + 12]}}
    settings = state(mask=CUSTOM, slots={"all": CUSTOM}, book=book)
    page = opened(p=make_link(settings))
    page.session_state["closest"] = True
    said = " ".join(m.value.replace("\\", "") for m in healthy(page.run()).markdown)
    assert "Attention sink and window, sinks 1, window 4: 1 cell differs" in said
