"""The lab "Order" on cold links: its sentence and its lines are made from the numbers."""

import re

import pytest

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from tests.ui.page import cold, healthy

CAT = "The cat sat on the wall and looked at the moon"


def opened(own=(), **changes):
    settings = Settings.of(**{"text": CAT, "mask": "causal", **changes}).stored()
    return cold("order", p=make_link(settings), **dict(own))


def said(page):
    text = next(m.value for m in page.markdown if m.value.startswith("**Positions"))
    return text.replace("\\", "")


def drawn(page):
    return next(e.proto.body for e in page.get("html") if "panels" in e.proto.body)


def test_only_the_causal_mask_knows_the_order():
    page = opened()
    assert re.search(
        r"Positions off, \d+ of 12 tokens shuffled\. Full: outputs only moved with their tokens; "
        r"the largest difference, \d\.\de-0[67], is rounding\. "
        r"Causal: 1[01] of 12 outputs changed, by up to [1-9]\.\d\d\.",
        said(page),
    )
    body = drawn(page)
    assert body.count("<section>") == 2 and body.count("<li") == 4 * 12
    # The lines of changed tokens are a layer of their own; under the full mask there is none.
    full, causal = body.split("<section>")[1:]
    assert 'i class="changed"' not in full and 'i class="changed"' in causal
    assert full.count('<li class="same"') == 12


def test_the_seed_and_the_positions_stand_in_the_link():
    page = opened({"order.seed": "5", "order.positions": "1"})
    assert said(page).startswith("**Positions on") and "Full: 12 of 12 outputs" in said(page)
    page.number_input(key="order.seed").set_value(6).run()
    assert page.query_params["order.seed"] in ("6", ["6"])
    page.toggle(key="order.positions").set_value(False).run()
    assert "order.positions" not in healthy(page).query_params


def test_another_seed_is_another_order():
    assert drawn(opened({"order.seed": "5"})) != drawn(opened({"order.seed": "6"}))


def test_a_seed_that_is_none_is_named():
    page = opened({"order.seed": "0"})
    assert any("order.seed" in info.value.replace("\\", "") for info in page.info)


def test_ones_own_mask_is_a_third_panel():
    page = opened(mask="chunk")
    assert drawn(page).count("<section>") == 3 and "Chunk, size 4: " in said(page)


@pytest.mark.parametrize(("model", "names"), [("gpt", "RoPE"), ("bert", "position id 0")])
def test_it_is_said_what_positions_are_in_this_model(model, names):
    mask = {"gpt": "causal", "bert": "full"}[model]
    page = opened(model=model, mask=mask)
    assert any(names in caption.value for caption in page.caption)
    assert "Full: outputs only moved" in said(page) and "Causal: " in said(page)


def test_the_translator_is_told_why_not_and_another_model_is_offered():
    page = opened(model="dates", text="3 May 1979", mask="full")
    assert any("dates reads one text and writes another" in info.value for info in page.info)
    page.button[[b.label for b in page.button].index("Take gpt")].click().run()
    assert "Positions off" in said(healthy(page))


def test_words_of_the_text_are_text():
    assert "<b>&lt;" in drawn(opened(text="a <script> & b"))


def test_a_text_without_a_token_is_not_run():
    page = opened(texts=2, text_2="The", length_1=0)
    assert any("has no real token" in info.value for info in page.info)
