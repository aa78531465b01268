"""What a new fact of tokens has to show everywhere; run by test_fact in a copy where the recipe of
docs/recipes.md has been followed, and nothing else was changed."""

import numpy as np
import pytest

from maskviz.analysis.atlas import entries
from maskviz.libraries.export import EXPORTS
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.cell import Cell
from maskviz.masks.compose import Typed
from maskviz.masks.compose.why import why
from maskviz.masks.rule import compile_rule
from maskviz.masks.table import mask_table
from maskviz.matrices.storage.examples import example_facts, told
from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link, read_link
from maskviz.ui.atlas.card import card
from tests.ui import test_storage
from tests.ui.page import board, healthy, opened, state_of
from tests.ui.page import told as noted

CALL = MaskCall("vowels")
TEXT = "An old king ate"  # gpt reads it as `<s>`, An, ·old, ·king, ·ate
VOWEL = (0, 1, 1, 0, 1)
OPEN = ("##...#", "#....#")  # by hand, over (1, 0, 0, 0, 0, 1): rows 1 and 5


def page(**values):
    return opened(mask="vowels", text=TEXT, **values)


def test_the_sidebar():
    shown = page()
    letters = shown.text_area(key="vowel_letters")
    assert (letters.label, letters.value, letters.help) == ("Vowels", "a e i o u", "With gaps.")
    captions = [caption.value for caption in shown.caption]
    assert "The letters below count as vowels until you click tokens above." in captions
    letters.set_value("o k").run()
    assert state_of(healthy(shown))["vowel_letters"] == "o k"
    assert board(shown).picks["vowel"]["on"] == [2, 3]


def test_the_rows_to_click():
    shown = page()
    row = board(shown).picks["vowel"]
    assert row["label"] == "Tokens with a vowel in front (click to change)"
    assert row["on"] == [1, 2, 4]
    for position in (2, 3, 4):
        shown.picked("vowel", position)
    assert state_of(healthy(shown)).picks == {"vowel": (2, 3, 4)}
    assert board(shown).picks["vowel"]["on"] == [1, 3]


def test_links():
    settings = Settings.of(mask="vowels", vowel_letters="a", picks={"vowel": (2, 3)})
    settings = settings.but(slots={"all": CALL})
    assert read_link(make_link(settings)) == (settings.lean(), [])
    assert state_of(opened(p=make_link(settings))) == settings


def test_what_is_not_in_the_text_is_told():
    assert not noted(page())
    assert noted(page(vowel_letters="x y")) == (
        "Nothing that “Vowels” lists is in this text: x, y."
    )
    assert noted(page(vowel_letters="o y")) == "“Vowels” lists what is not in this text: y."


def test_the_explanation():
    words, facts = ("<s>", "An", "old", "king", "ate"), {"vowel": VOWEL}
    said = "key 3 “king” is a token without a vowel in front"
    typed = Typed("q == k or vowel[k] == 1")
    for term in (CALL, typed):
        assert said in why(term, Cell(1, 3, words, facts=facts))
        assert why(term, Cell(1, 2, words, facts=facts)) is None


def test_the_storage_page():
    assert told(CALL.mask) == "every third token begins with a vowel"
    assert example_facts(CALL.mask, 7) == {"vowel": (1, 0, 0, 1, 0, 0, 1)}
    shown = test_storage.opened(stored="vowels")
    assert "Here every third token begins with a vowel." in shown.caption[0].value


def test_the_atlas():
    (entry,) = (e for e in entries() if e.mask.name == "vowels")
    assert entry.settings.text == "An old owl ate the ice of the ugly king"
    assert "asks for vowel of each token" in card(entry)


def test_a_typed_rule_looks_it_up():
    facts = {"vowel": (1, 0, 0, 0, 0, 1)}
    made = compile_rule("q == k or vowel[k] == 1").matrix(6, 6, facts)
    assert ["".join(".#"[int(cell)] for cell in made[row]) for row in (1, 5)] == list(OPEN)


@pytest.mark.parametrize("name", ["NumPy", "PyTorch SDPA", "FlexAttention", "JAX"])
def test_exports_run(name):
    names = {}
    exec(compile(EXPORTS[name](CALL, 5, 5, {"vowel": VOWEL}), name, "exec"), names)
    made = np.asarray(names["allowed"]).reshape(5, 5)
    assert made.tolist() == [[q == k or VOWEL[k] == 1 for k in range(5)] for q in range(5)]


def test_the_table_of_the_readme():
    assert "| Vowels | `q = k or vowel[k] = 1` |" in mask_table()
    assert "`vowel` of each token, 0 to 1 |" in mask_table()
    assert MASKS["vowels"].parameters["vowel"].help == "1 for a token that begins with a vowel."
