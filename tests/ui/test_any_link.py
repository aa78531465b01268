"""No address ends a page: masks that the reader accepts, and numbers that no control has."""

import random

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import read_term
from maskviz.masks.compose.tree import Typed
from maskviz.masks.painting import POSITIONS
from maskviz.models import PLANS
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.link import make_link
from maskviz.settings.raw import from_words
from maskviz.settings.slots import PAINTED, Page
from maskviz.ui.conventions.choice import MEANT, SHAPE
from tests.terms import condition, term_text
from tests.ui.page import SCRIPTS, cold, healthy, opened, told, with_panels

EACH = 4  # addresses of a model
RULES = 12
NO_NUMBER = ("1e999", "-1e999", "nan", "9" * 400, "", "1.5", "٣", "1\x00")


def terms(draw: random.Random):
    """Masks that the reader accepts, without end."""
    while True:
        term, _ = read_term(term_text(draw))
        if term:
            yield term


def drawn_state(model: str, draw: random.Random) -> Settings:
    """A state in which every head has some mask, one of them painted over."""
    some, opening = terms(draw), {**PLANS[model].opening, "model": model}
    settings = Settings.of(**opening).but(
        each=draw.random() < 0.5,
        part=draw.choice(["encoder", "decoder", "cross"]),
        head=draw.randrange(2),
        layer=draw.randrange(2),
        queries=draw.choice([0, 0, 3]),
        pad_to=draw.choice([0, 20]),
        pad_side=draw.choice(["left", "right"]),
        locked=draw.choice([None, (2, 1), (200, 200)]),
        mask="composed",
        composition=next(some),
    )
    part = settings.attention.name
    slots = {settings.slot_at(part, head, settings.layer): next(some) for head in range(6)}
    painted = settings.slot_at(part, 1, settings.layer)
    page = Page(next(some), (0, POSITIONS + 1), ((1.5, (2 * POSITIONS,)),))
    slots = {**slots, settings.slot: next(some), painted: PAINTED}
    return settings.but(slots=slots, book={painted: page})


@pytest.mark.parametrize("model", PLANS)
def test_a_link_with_any_masks_opens_the_playground(model):
    draw = random.Random(model)
    for _ in range(EACH):
        page = opened(p=make_link(drawn_state(model, draw)))
        with_panels(page, *draw.sample([panel["name"] for panel in page.board.json("panels")], 2))


def test_other_pages_of_the_same_visitor_open_too():
    draw = random.Random(0)
    for name in ("costs", "cheat", "check"):
        page = opened(p=make_link(drawn_state("gpt", draw)))
        healthy(page.switch_page(SCRIPTS[name]).run())


@pytest.mark.parametrize("seed", range(2))
def test_any_rule_is_drawn_or_told(seed):
    draw = random.Random(seed)
    page, rule = cold("check"), cold("playground", mask="typed")
    for _ in range(RULES):
        text = condition(draw, draw.randint(0, 2))
        healthy(page.text_area(key="check_text").set_value(text).run())
        term, _ = read_term(f"rule{{{text}}}")
        healthy(rule.text_input(key="typed_rule").set_value(text).run())
        assert isinstance(term, Typed) or rule.error or page.error or told(page)


@pytest.mark.parametrize("rule", ["k < queries", "k <= q - (queries - keys)", "offset + k > keys"])
def test_a_rule_may_ask_how_many_there_are(rule):
    page = opened(mask="typed", typed_rule=rule, queries="3")
    assert not told(page)
    healthy(cold("check", rule=rule))


@pytest.mark.parametrize("words", NO_NUMBER)
def test_what_is_no_number_is_told_on_the_page_of_storage(words):
    for mask in draw_some(MASKS, words, 3):
        numbers = [f"stored.{mask.name}.{p.name}" for p in mask.controls]
        keys = ["stored_tokens", "stored_tile", *numbers]
        page = cold("storage", stored=mask.name, **dict.fromkeys(keys, words))
        assert len(page.info) == 1


@pytest.mark.parametrize("words", NO_NUMBER)
def test_what_is_no_number_is_told_on_the_pages_of_conventions_and_rules(words):
    for kind, numbers in MEANT.items():
        page = cold("conventions", meant=kind, **dict.fromkeys([*numbers, *SHAPE], words))
        assert len(page.info) == 1
    assert len(cold("check", rule="k <= q", rule_tokens=words).info) == 1
    page = cold("atlas", atlas_features=words or "x", atlas_kernels="1e999", atlas_find="\x00")
    assert len(page.info) == 1


@pytest.mark.parametrize("words", NO_NUMBER)
def test_what_is_no_number_is_told_in_the_playground(words):
    kinds = {key: control.kind for key, control in CONTROLS.items()}
    wrong = {k: words for k, kind in kinds.items() if kind.problem(from_words(kind, [words]))}
    assert len(wrong) > 80
    assert f"and {len(wrong) - 6} more" in told(opened(**wrong))


def draw_some(masks, words, count):
    some = [mask for mask in masks.values() if mask.controls]
    return random.Random(words).sample(some, count)


def test_an_address_of_words_is_readable_again_when_words_can_say_it():
    page = opened(mask="causal", text="The cat sat")
    page.text_area(key="text").set_value("A cat. " * 60).run()
    assert list(healthy(page).query_params) == ["p"]
    page.text_area(key="text").set_value("The dog sat").run()
    assert dict(healthy(page).query_params) == {"mask": ["causal"], "text": ["The dog sat"]}
