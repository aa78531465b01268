"""What is listed and not in the text is told, with the words that are not there."""

import pytest

from maskviz.analysis.view import make_view
from maskviz.masks.compose import read_term
from maskviz.models import load
from maskviz.settings.declared import Settings
from maskviz.ui.board.words import lost

TEXT = "The king asked Alice about 12 apples."
NOTHING = "Nothing that “{}” lists is in this text: {}."
SOME = "“{}” lists what is not in this text: {}."


def told(shipped, picks=(), **values):
    settings = Settings.of(**{"model": shipped.name, "text": TEXT, "picks": dict(picks), **values})
    return lost(make_view(settings, shipped))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mask": "domain", "domain_words": "king"}, None),
        ({"mask": "domain"}, None),  # the list as it was set up, and the king is there
        ({"mask": "domain", "text": "A cat."}, (NOTHING, "king, queen, prince, princess")),
        ({"mask": "domain", "domain_words": "KING, apples"}, None),
        ({"mask": "domain", "domain_words": "king, quen; dog"}, (SOME, "quen, dog")),
        ({"mask": "domain", "domain_words": "kin, dog"}, (NOTHING, "kin, dog")),
        ({"mask": "domain", "domain_words": " , "}, ("“{}” lists nothing.", "")),
        ({"mask": "full", "domain_words": "dog"}, None),
    ],
)
def test_words_of_the_domain(shipped, values, sentence):
    form, words = sentence or (None, None)
    expected = [form.format("Words of the domain", words)] if form else []
    assert told(shipped, **values) == expected


@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        ("", None),
        ("king 2", None),
        ("king 2, dog 3", (SOME, "dog")),
        ("dog 3 cat 1", (NOTHING, "dog, cat")),
        ("king", (NOTHING, "king (no level 0 to 3)")),
        ("king 2, house=9 x", (SOME, "house (no level 0 to 3), x (no level 0 to 3)")),
        ("king 2, apples", (SOME, "apples (no level 0 to 3)")),
    ],
)
def test_levels_of_words(shipped, listed, sentence):
    form, words = sentence or (None, None)
    expected = [form.format("Levels of words", words)] if form else []
    assert told(shipped, mask="levels", word_levels=listed) == expected
    assert told(shipped, mask="levels", word_levels=listed, picks={"level_2": (3,)}) == []


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (("e-mail", "phone", "number", "name"), None),
        (("name",), None),
        (("phone", "name"), (SOME, "Phone")),
        (("e-mail", "phone"), (NOTHING, "E-mail, Phone")),
        ((), ("“{}” lists nothing.", "")),
    ],
)
def test_secret_patterns(shipped, kinds, sentence):
    form, words = sentence or (None, None)
    expected = [form.format("Find by pattern", words)] if form else []
    assert told(shipped, mask="sensitive", secret_kinds=kinds) == expected


@pytest.mark.parametrize(
    ("model", "kinds", "sentence"),
    [
        ("gpt", ("start", "cls", "sep"), None),
        ("gpt", ("start", "break"), (SOME, "Line breaks")),
        ("gpt", ("break",), (NOTHING, "Line breaks")),
        ("gpt", ("break", "blank"), (NOTHING, "Line breaks")),
        ("bert", ("start",), (NOTHING, "<s>")),
        ("bert", ("start", "cls"), None),
        ("bert", (), ("“{}” lists nothing.", "")),
        ("bert", ("blank", "padding"), (NOTHING, "[MASK], <pad>")),
    ],
)
def test_special_tokens(model, kinds, sentence):
    form, words = sentence or (None, None)
    said = told(load(model), mask="special", special_kinds=kinds)
    assert said == ([form.format("Special tokens", words)] if form else [])


def test_tokens_that_were_clicked_in_a_longer_text(shipped):
    said = told(shipped, text="He left", mask="document", picks={"doc": (1, 40, 52)})
    assert said == [
        "“Tokens that begin a document” were clicked at 40, 52 too; this text ends at token 2."
    ]
    assert told(shipped, text="He left", mask="document", picks={"doc": (1,)}) == []


def test_many_words_are_not_all_repeated(shipped):
    words = [f"word{chr(97 + n)}" for n in range(20)]
    (said,) = told(shipped, mask="domain", domain_words=" ".join(words))
    assert said == NOTHING.format("Words of the domain", ", ".join(words[:12]) + " and 8 more")


def test_a_mask_inside_a_composition_is_told_of_too(shipped):
    either = read_term("or(domain(), causal())")[0]
    said = told(shipped, mask="composed", composition=either, domain_words="dog")
    assert said == [NOTHING.format("Words of the domain", "dog")]
