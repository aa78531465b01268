"""What every lab has from its frame: the playground's state, its own settings, and the way back."""

import pytest

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.ui.shell import PAGES
from tests.ui.page import SCRIPTS, board, cold, state_of

LABS = [address for address in PAGES["Play"] if address != "playground"]
OWN = {
    "moves": {"token": "3", "depth": "2"},
    "secrets": {"change": "noise"},
    "order": {"seed": "3"},
    "generation": {"keep": "window", "size": "5"},
}
WANTED = {"mask": "chunk", "text": "The cat & the hat", "chunk.size": 3, "layer": 2}


@pytest.mark.parametrize("name", LABS)
def test_a_lab_opens_with_a_state_of_the_playground_and_keeps_it(name):
    page = cold(name, p=make_link(Settings().but(**WANTED).stored()))
    assert page.text_area(key="text").value == WANTED["text"]
    assert {key: state_of(page)[key] for key in WANTED} == WANTED
    page.selectbox(key="mask").set_value("causal").run()
    assert not page.exception and state_of(page)["mask"] == "causal"


@pytest.mark.parametrize("name", LABS)
def test_a_setting_that_the_lab_has_not_is_named(name):
    page = cold(name, **{f"{name}.nothing": "1", "p": make_link(Settings().but(**WANTED).stored())})
    assert any("nothing" in info.value for info in page.info)
    assert f"{name}.nothing" not in page.query_params
    assert state_of(page)["text"] == WANTED["text"]


@pytest.mark.parametrize("name", OWN)
def test_what_a_lab_was_asked_waits_for_a_model_that_can(name):
    own = {f"{name}.{key}": value for key, value in OWN[name].items()}
    page = cold(name, model="dates", **own)
    assert not any("Ignored" in info.value for info in page.info)
    page.selectbox(key="model").set_value("gpt").run()
    assert not page.exception
    said = {key: page.query_params[key] for key in own}
    assert {key: word if isinstance(word, str) else word[0] for key, word in said.items()} == own
    page.selectbox(key="model").set_value("dates").run()
    assert not any("Ignored" in info.value for info in page.info)


@pytest.mark.parametrize("name", [*LABS, "costs", "check"])
def test_the_board_does_not_take_the_address_of_another_page_for_its_own(name):
    page = cold(name, mask="chunk", text="The cat sat")
    page.switch_page(SCRIPTS["playground"])
    page.query_params.clear()  # as Streamlit has it after a link to another page
    page.run()
    assert not page.exception and "asked" not in board(page).header["address"]
    assert state_of(page)["mask"] == "chunk"
