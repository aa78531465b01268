"""What decides which token is what: its controls, and what the page says of it."""

from dataclasses import replace

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.facts import FACTS
from maskviz.masks.facts.spec import Number, Several, WordList
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from tests.ui.page import healthy, opened, state_of, told

WIDGET = {Several: "multiselect", WordList: "text_area", Number: "number_input"}
BERT = {"model": "bert", "text": "A [MASK] sat. [SEP] It slept.", "mask": "special"}


@pytest.mark.parametrize("name", [n for n, fact in FACTS.items() if fact.settings or fact.told])
def test_a_mask_shows_what_decides_its_facts(name):
    mask = next(m for m in MASKS.values() if name in [p.name for p in m.facts] + ["begins"])
    if name == "begins":
        page = opened(mask="typed", typed_rule="begins[k] == 0")
    else:
        page = opened(mask=mask.name)
    said = [caption.value.replace("\\", "") for caption in page.caption]
    assert not FACTS[name].told or FACTS[name].told in said
    for setting in FACTS[name].settings:
        labels = [widget.label for widget in page.get(WIDGET[type(setting)])]
        assert labels.count(setting.label) == 1


def offered(page):
    return page.multiselect(key="special_kinds offered")


def test_bert_offers_its_own_marks_and_another_model_its_own():
    page = opened(**BERT)
    assert [option.split()[0] for option in offered(page).options[:4]] == [
        "<pad>",
        "[CLS]",
        "[SEP]",
        "[MASK]",
    ]
    assert offered(page).value == ["cls", "sep"] and not told(page)
    offered(page).set_value(["sep"]).run()
    assert state_of(healthy(page))["special_kinds"] == ("start", "sep")
    page.selectbox(key="model").select("gpt").run()
    healthy(page)
    assert state_of(page)["model"] == "gpt"
    page.selectbox(key="mask").select("special").run()
    assert offered(healthy(page)).value == ["start"]
    offered(page).set_value(["start", "punctuation"]).run()
    assert state_of(healthy(page))["special_kinds"] == ("start", "cls", "sep", "punctuation")
    offered(page).set_value([]).run()
    assert state_of(healthy(page))["special_kinds"] == ("cls", "sep")


def test_an_old_link_keeps_its_matrix_and_the_page_says_that_nothing_was_found():
    page = opened(p=make_link(Settings.of(**BERT, special_kinds=("start",))))
    assert told(page) == "Nothing that “Special tokens” lists is in this text: <s>."
    assert state_of(page)["special_kinds"] == ("start",)


def test_what_is_listed_and_not_there_is_told_on_the_page():
    page = opened(mask="domain", domain_words="dragon")
    assert told(page) == "Nothing that “Words of the domain” lists is in this text: dragon."
    page.text_area(key="domain_words").set_value("king, dragon").run()
    assert told(page) == "“Words of the domain” lists what is not in this text: dragon."
    page.text_area(key="domain_words").set_value("king").run()
    assert not told(healthy(page))


def test_numbers_are_given_in_place_of_what_is_guessed():
    page = opened(mask="key_padding", text="The cat sat")
    box = page.text_input(key="vectors_box")
    box.set_value("1 0 1").run()
    assert page.session_state["vectors"] == {"real": (1, 0, 1)}
    assert "real is given for 3 of" in told(healthy(page))
    page.text_input(key="vectors_box").set_value("1 0 2").run()
    assert any("outside 0 to 1" in caption.value for caption in healthy(page).caption)
    assert page.text_input(key="vectors_box").value == "1 0 2"
    assert page.session_state["vectors"] == {"real": (1, 0, 1)}
    page.text_input(key="vectors_box").set_value("").run()
    assert page.session_state["vectors"] == {} and "given" not in told(healthy(page))
    tree = Settings.of(mask="tree", text="The cat sat", and_causal=False)
    page = opened(p=make_link(replace(tree, vectors={"parent": (-1, 0, 0, 1)})))
    assert page.text_input(key="vectors_box").value == "-1 0 0 1"
