"""The generator of a mask is visible: what it read of tokens or scores, and what it kept."""

import pytest

from maskviz.masks.dynamic import DYNAMIC
from maskviz.masks.painting import POSITIONS
from maskviz.settings.link import make_link
from maskviz.settings.slots import CUSTOM
from tests.states import slots_of, state
from tests.ui.page import board, healthy, opened, state_of, told, with_panels

PACKED = "The king slept. Why did the boy run? The cat sat."


def made(page):
    """The strips in the panel of the generator, opened."""
    assert board(page).panels["generator"]["title"] == "From the tokens to the mask"
    with_panels(page, "generator")
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
    assert "generator" not in board(opened(mask="causal")).panels


def test_hostile_tokens_are_text():
    strips = made(opened(mask="same_word", text="<img src=x onerror=alert(1)> &amp;"))
    assert "<img" not in strips[0]


def test_tokens_are_clicked_to_begin_documents():
    page = opened(mask="document", text=PACKED)
    before = board(page).picks["doc"]["on"]
    assert before and 2 not in before
    page.picked("doc", 2)
    assert state_of(healthy(page)).picks["doc"] == (2,)
    assert board(page).picks["doc"]["on"] == sorted({*before, 2})


def test_owners_are_given_by_hand_and_each_token_has_one():
    page = opened(mask="owner", text=PACKED)
    mine = board(page).picks["owner_2"]["on"]
    for position in sorted({1, 2, 3} ^ {*mine}):
        page.picked("owner_2", position)
    picks = state_of(healthy(page)).picks
    assert picks["owner_2"] == (1, 2, 3) and not set(picks["owner_1"]) & {1, 2, 3}
    assert not set(board(page).picks["owner_1"]["on"]) & {1, 2, 3}


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
    assert board(page).panels["empty"]["title"] == "Row 0 has nothing to read"
    shown = with_panels(page, "empty").markdown
    table = next(m.value for m in shown if "Such a row becomes" in m.value)
    assert "zeros" in table and "NaN" in table and "the mean of all values" in table
    assert "empty" not in board(opened(mask="causal")).panels


def test_a_painted_mask_tells_the_closest_known_one():
    book = {"all": {"base": "sink_window(sinks=1, window=4)", "flips": [9 * POSITIONS + 12]}}
    settings = state(mask=CUSTOM, slots={"all": CUSTOM}, book=book)
    page = opened(p=make_link(settings))
    assert board(page).panels["closest"]["title"] == "Closest known mask"
    said = " ".join(m.value.replace("\\", "") for m in with_panels(page, "closest").markdown)
    assert "Attention sink and window, sinks 1, window 4: 1 cell differs" in said
