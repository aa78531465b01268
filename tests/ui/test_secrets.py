"""The lab "Secrets": the proof on cold links, every experiment, clicked tokens, bad input."""

import pytest

from maskviz.analysis.secrets.hidden import hidden
from maskviz.analysis.secrets.proof import prove
from maskviz.analysis.secrets.ways import longer, own_row, pooled
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.ui.kit.distances import far
from maskviz.ui.secrets.tries import HOW, TRIES
from tests.ui.page import cold, healthy, state_of, told
from tests.ui.test_moves import address, cells, texts

KEPT = "equal bit by bit, in every layer and at the logits."
SAID = {
    "column": ["all 20 rows besides its own are", KEPT],
    "row": ["all 20 rows besides its own are", KEPT],
    "levels": ["“12”", "of a lower level are", KEPT],
    "owners": ["of others are", KEPT],
    "sides": ["besides its own are", KEPT],
    "none": ["that must not know it", "Head 0 of layer 0 lets query 7 “lives” read key 6 “Alice”."],
    "layers": ["that must not know it", "Head 0 of layer 3 lets query 7 “lives” read key 6"],
    "score": ["that must not know it", "No cell of the mask lets it out: blocked keys keep up to"],
    "after": ["that must not know it", "No cell of the mask lets it out: blocked keys keep up to"],
}
ONE = {"text": "The king said that Alice went home", "mask": "sensitive"}


@pytest.mark.parametrize("name", TRIES)
def test_an_experiment_shows_what_it_is_for(name):
    assert set(SAID) == set(TRIES)
    page = cold("secrets")
    page.pills(key="secrets_tries").set_value(name).run()
    said = texts(healthy(page))
    assert all(sentence in said for sentence in SAID[name]), said[:600]
    assert page.pills(key="secrets_tries").value == name
    again = cold("secrets", **address(page))
    assert texts(again) == said and again.pills(key="secrets_tries").value == name


def test_the_numbers_are_those_of_the_proof():
    page = cold("secrets", **ONE)
    view = make_view(Settings.of(**ONE).stored(), load("gpt"))
    (one,) = hidden(view)
    proof, said = prove(view, one), texts(page)
    assert "“Alice” (5)" not in said and "“Alice” became" in said
    for row, numbers in enumerate(cells(page)):
        if row in one.tokens:
            distance = proof.done.moved.distance[:, row].tolist()
            assert numbers == [far(x) for x in distance]
        else:
            assert set(numbers) == {"0"}
    assert f"moved by {far(own_row(view, proof).moved)} at the logits" in said
    mean = pooled(view, proof)
    assert f"moved by {far(mean.moved)}, its length is {mean.length:.1f}" in said
    assert f"cosine {mean.cosine:.4f}" in said and "0, every bit the same" in said
    twice = longer(view, proof)
    assert f"“Alice” written twice, 1 token more: the farthest of {twice.rows} rows" in said
    assert f"after it moved by {far(twice.moved)} at the logits" in said
    assert "reads “Alice” there. Its file has it too" in said
    assert "No legal claim is made" in said


def test_a_click_makes_a_secret_and_the_state_keeps_it():
    page = cold("secrets", **ONE)
    tokens = page.pills(key="secrets_on_secret")
    assert tokens.value == [5]
    tokens.set_value([2, 5]).run()
    assert "“king”, “Alice” became" in texts(healthy(page)) and KEPT in texts(page)
    assert state_of(page).picks == {"secret": (2,)}
    page.pills(key="secrets_on_secret").set_value([]).run()
    assert "No token of this text is a secret" in told(page)
    assert "No token of this text is a secret" in told(cold("secrets", **address(page)))


def test_levels_are_clicked_one_by_one():
    page = cold("secrets", **{**ONE, "mask": "levels"})
    page.segmented_control(key="secrets.number").set_value(2).run()
    assert "No token of this text is a secret" in told(healthy(page))
    page.pills(key="secrets_on_level_2").set_value([2, 3]).run()
    assert "“king said” became" in texts(healthy(page)) and KEPT in texts(page)
    assert state_of(page).picks["level_2"] == (2, 3)
    assert address(page)["secrets.number"] == "2"


def test_a_number_waits_in_the_address_for_a_mask_that_asks_for_it():
    page = cold("secrets", **ONE, **{"secrets.number": "2"})
    assert not told(page)


def test_noise_is_another_value():
    page = cold("secrets", **ONE)
    page.segmented_control(key=HOW).set_value("noise").run()
    assert "got noise as long as its vectors" in texts(healthy(page)) and KEPT in texts(page)
    assert address(page)[HOW] == "noise"


def test_a_pattern_that_is_taken_off_finds_no_more():
    page = cold("secrets", **ONE, secret_kinds="number")
    assert "No token of this text is a secret" in told(page)


@pytest.mark.parametrize(
    ("asked", "message"),
    [({"secrets.number": "9"}, "secrets.number"), ({HOW: "sql"}, HOW), ({"secrets.x": "1"}, "x")],
)
def test_what_no_control_takes_is_named(asked, message):
    page = cold("secrets", **{**ONE, "mask": "levels"}, **asked)
    assert message in told(page) and not set(asked) & set(page.query_params)


def test_a_long_text_is_chosen_from_a_list():
    page = cold("secrets", mask="sensitive", text="Then Alice met the king. " * 12)
    assert page.multiselect(key="secrets_on_secret").value
    assert KEPT in texts(page)


def test_a_text_of_secrets_alone_leaves_nobody():
    settings = Settings.of(text="", mask="sensitive", picks={"secret": (0,)}).stored()
    page = cold("secrets", p=make_link(settings))
    assert "no row is left that must not know it" in texts(page)
    assert "Not measured" in texts(page)


def test_a_translator_is_told_and_gpt_is_offered():
    page = cold("secrets", model="dates")
    assert "dates writes another text than it reads" in told(page)
    page.button[0].click().run()
    assert state_of(healthy(page)).model == "gpt"
