"""Every model in the sidebar: what it opens with, what it keeps, what it answers."""

import pytest

from maskviz.models import PLANS, load
from maskviz.models.loading import FOLDER, WeightsError
from maskviz.settings.declared import DEFAULTS, STORY
from tests.states import slots_of
from tests.ui.page import board, codes, healthy, opened, paragraphs, state_of, told, with_panels


def choose(page, name):
    page.selectbox(key="model").select(name).run()
    return healthy(page)


def said(page):
    return board(page).said


@pytest.mark.parametrize("name", PLANS)
def test_every_model_opens_ready_and_on_a_cold_link(name):
    page = choose(opened(), name)
    settings = state_of(page)
    expected = DEFAULTS | PLANS[name].opening | {"model": name}
    assert dict(settings.values) == expected and not page.error
    assert state_of(opened(**page.query_params)).values == settings.values


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("text", ["", " ", "☃🎉", "<b>[MASK]</b> $x^2$", "a" * 2_000])
def test_any_text_is_read(name, text):
    page = opened(model=name, text=text)
    assert state_of(page).text == text and not page.error


def test_each_shelf_keeps_its_text_and_its_masks():
    page = opened(text="The cat sat", mask="chunk")
    choose(page, "bert")
    page.text_area(key="text").set_value("A ___ ran.").run()
    choose(page, "gpt-masked")
    assert (state_of(page).text, state_of(page).mask) == ("The cat sat", "chunk")
    choose(page, "bert")
    assert state_of(page).text == "A ___ ran."


def test_models_of_one_shelf_read_the_same_under_the_same_mask():
    page = opened(**{"sliding_window.window": "7"})
    choose(page, "gpt-masked")
    settings = state_of(page)
    assert settings.text == STORY and settings["sliding_window.window"] == 7
    assert slots_of(settings)["all"] == "sliding_window(window=7)"


def test_perplexity_stands_beside_that_of_the_sibling():
    page = opened()
    (line,) = [text for text in board(page).answers if "tokens that are predicted" in text]
    assert ", gpt: loss " in line and line.count("perplexity") == 2
    assert board(page).panels["siblings"]["title"] == "The loss of gpt-masked"
    title, other = (m.value.replace("\\", "") for m in with_panels(page, "siblings").markdown)
    assert title == "### The loss of gpt-masked"
    assert other.startswith("**gpt-masked**: loss ") and other.count("perplexity") == 2
    assert other.endswith("with the model's own mask, causal.")


def test_a_layer_that_the_model_does_not_have_becomes_its_last():
    page = opened(model="copier", layer="3", head="5", text="abab")
    assert (state_of(page).layer, state_of(page).head) == (1, 3)


def test_a_text_without_a_blank_is_told_how_to_write_one():
    assert "The text has no blank" in said(opened(model="bert", text="The cat sat."))


def test_the_mask_token_is_told_from_the_attention_mask():
    assert "[MASK] token is not an attention mask" in said(choose(opened(), "bert"))


def test_a_word_fills_the_blank_that_is_looked_at():
    page = opened(model="bert", text="The ___ sat. Then ___ ran.", mask="full")
    tokenizer = load("bert").tokenizer
    (token, label), *_ = board(page).tokens["Click to fill the blank"]
    assert token == tokenizer.all_labels.index(label)
    page.did("token", token)
    expected = f"The{tokenizer.decode([token])} sat. Then ___ ran."
    assert state_of(healthy(page))["text"] == expected
    assert page.text_area(key="text").value == expected


def test_bert_has_position_ids_and_no_causal_switch():
    page = opened(model="bert", text="The ___ sat.", pad_to="12", pad_side="left")
    keys = {toggle.key for toggle in page.toggle}
    assert "position_ids" in keys and "and_causal" not in keys
    page.toggle(key="position_ids").set_value(False).run()
    assert state_of(healthy(page))["position_ids"] is False


def test_what_does_not_fit_the_smaller_context_is_said():
    page = opened(model="bert", pad_to="200", text="The ___ sat.")
    assert "Rows of 200 do not fit: bert reads 128." in told(page)


def test_a_date_in_no_known_spelling_gets_an_answer_said_as_such():
    page = opened(model="dates", text="☃ tomorrow ☃", part="cross", mask="full")
    (answer,) = [b["text"] for b in board(page).blocks("line") if b["text"][0] == "It writes "]
    assert set(answer[1]) == set(answer[3]) == {"b"} and len(answer[1]["b"]) == 10
    assert "2 of the characters it has never met" in said(page)


def test_each_part_of_the_translator_keeps_its_own_mask():
    page = choose(opened(), "dates")
    page.segmented_control(key="part").set_value("encoder").run()
    assert state_of(healthy(page))["mask"] == "full"
    page.selectbox(key="mask").select("chunk").run()
    page.segmented_control(key="part").set_value("decoder").run()
    assert state_of(healthy(page))["mask"] == "causal"
    page.segmented_control(key="part").set_value("encoder").run()
    settings = state_of(healthy(page))
    assert settings.mask == "chunk"
    assert {slot: text.split("(")[0] for slot, text in slots_of(settings).items()} == {
        "cross.all": "full",
        "encoder.all": "chunk",
        "decoder.all": "causal",
    }


def test_a_mask_that_asks_what_the_query_is_has_no_meaning_in_cross_attention():
    page = opened(model="dates", text="3 May 1979", mask="levels")
    assert "no query is a token of the source" in told(page)
    assert state_of(page).mask == "full"
    assert not any("Levels" in option for option in page.selectbox(key="mask").options)


def test_symbols_the_copier_does_not_know_are_no_error():
    page = opened(model="copier", text="KÄSE käse", mask="causal")
    assert "perplexity" in said(page)


def test_a_model_that_cannot_be_loaded_leaves_the_others(monkeypatch):
    def broken(name, device=None, folder=FOLDER):
        if name == "bert":
            raise WeightsError("bert.safetensors has 3 bytes, its card says 5")
        return load(name, device, folder)

    from maskviz.ui import shell

    monkeypatch.setattr(shell, "load", broken)
    shell.model.cache_clear()
    try:
        page = opened(model="bert")
        assert page.error[0].value.startswith("bert cannot be loaded: bert.safetensors has 3 bytes")
        assert not choose(page, "gpt").error
        assert "perplexity" in said(page)
    finally:
        shell.model.cache_clear()


@pytest.mark.parametrize("name", PLANS)
def test_the_page_of_each_model_says_what_its_card_says(name):
    page = healthy(opened().switch_page("pages/look_up/model.py").run())
    page.segmented_control(key="card").set_value(name).run()
    card = load(name).card
    assert f"{card['parameters']:,}" in paragraphs(healthy(page))[0]
    assert len(page.table) >= 1 and card["make_again"][0] in codes(page)[0]
