"""The first page on cold links: what is sent, what is covered, what cannot be asked."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from maskviz.settings.query import read_query
from maskviz.teaching.front.pictures import MASKS
from maskviz.ui.shell import ADDRESSES
from tests.ui.browser import Page
from tests.ui.page import cold, healthy, told

NAME = "maskviz.front"


def sent(page: Page) -> dict[str, Any]:
    """What the component was sent."""
    found = [e.proto for e in page.get("bidi_component") if e.proto.component_name == NAME]
    assert len(found) == 1
    return json.loads(found[0].json)


@pytest.fixture(scope="module")
def first() -> Page:
    return cold("start")


def test_it_opens_on_a_row_from_which_the_mask_keeps_a_word(first):
    content = sent(first)
    assert (content["chosen"], content["row"], content["taken"]) == ("causal", 3, 0)
    assert [picture["name"] for picture in content["pictures"]] == [*MASKS]
    chosen = content["pictures"][1]
    assert chosen["words"][0] == "start" and 0 in chosen["cells"][3]


def test_it_is_few_elements(first):
    assert len(first.main) <= 8
    assert not first.query_params


def test_what_is_covered_is_not_sent(first):
    covered = sent(first)["next"]
    assert sorted(covered) == ["after", "choices"]
    assert covered["choices"] == sorted(covered["choices"])
    shown = sent(cold("start", **{"start.open": "1"}))["next"]
    assert [bar["word"] for bar in shown["bars"]] == covered["choices"]
    best = next(bar for bar in shown["bars"] if bar["best"])
    assert best["share"] == max(bar["share"] for bar in shown["bars"])
    assert best["told"] not in json.dumps(covered)


def test_the_doors_lead_to_pages_that_are_there(first):
    doors = {door["name"]: door["href"] for door in sent(first)["doors"]}
    assert {*doors} <= {*ADDRESSES} and {"playground", "check", "compare"} <= {*doors}


def test_the_playground_s_door_has_the_very_state(first):
    page = cold("start", **{"start.mask": "padding", "start.row": "2"})
    content = sent(page)
    assert (content["chosen"], content["row"]) == ("padding", 2)
    href = next(d["href"] for d in content["doors"] if d["name"] == "playground")
    found = read_query(parse_qs(href.partition("?")[2])).settings
    assert (found.mask, found.pad_side, found.locked) == ("key_padding", "left", (4, 4))
    assert not found.and_causal and not found.and_padding


def test_bad_words_are_said_and_the_nearest_thing_opens():
    page = cold(
        "start",
        **{"start.mask": "nothing", "start.row": "99", "start.open": "maybe", "start.x": "1"},
    )
    content = sent(page)
    assert (content["chosen"], content["row"]) == ("causal", 3) and "bars" not in content["next"]
    for wrong in ("start.mask", "start.row", "start.open", "“start.x”"):
        assert wrong in told(page)
    assert "99" in told(page) and "4" in told(page)


def test_a_row_that_a_picture_does_not_have_is_its_first():
    content = sent(cold("start", **{"start.mask": "causal", "start.row": "-2"}))
    href = next(d["href"] for d in content["doors"] if d["name"] == "playground")
    assert read_query(parse_qs(href.partition("?")[2])).settings.locked == (0, 0)


def test_a_hidden_prediction_is_not_sent_even_where_it_is_open():
    content = sent(cold("start", **{"start.open": "1", "hide": "prediction"}))
    assert content["shown"] == ["mask", "weights"] and "next" not in content
    assert sent(cold("start", **{"show": "weights"}))["shown"] == ["weights", "next"]


def test_a_link_that_fixes_the_answer_as_covered_cannot_be_revealed():
    content = sent(cold("start", hide="start.open"))
    assert content["fixed"] == ["open"] and "bars" not in content["next"]


def test_what_is_looked_for_is_a_list_of_links_and_a_search_in_vain_says_where():
    page = cold("start", start_find="Llama-4")
    found = "".join(element.proto.body for element in page.get("html"))
    assert "./learn?lesson=mask-chunked_causal" in found and ">Chunked causal</a>" in found
    assert page.text_input(key="start_find").value == "Llama-4"
    page.text_input(key="start_find").set_value("<b>xyzzy")
    said = [m.value for m in healthy(page.run()).markdown]
    assert any(
        "xyzzy" in line and "Looked in the names" in line and "<b>" not in line for line in said
    )


def test_all_masks_finds_what_is_no_mask_too_but_not_where_a_filter_asks_about_masks():
    def links(**asked: str) -> str:
        page = cold("atlas", atlas_find="bert", **asked)
        return "".join(element.proto.body for element in page.get("html"))

    assert "./model?card=bert" in links()
    assert "./model?card=bert" not in links(atlas_features="causal")
