"""The glossary: its words are found in texts as plain loops find them, and its addresses open."""

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.settings.query import read_query
from maskviz.teaching.words.glossary import first, found, groups, page_of, words
from maskviz.ui.shell import ADDRESSES

WORDS = words()
FORMS = {form: name for name, word in WORDS.items() if word.taps for form in word.written}


def whole(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit, line or hyphen goes on before or behind."""
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(sign.isalnum() or sign in "_-" for sign in around)


def plain_loops(text: str) -> list[tuple[str, int, int]]:
    """The same as `found`, one place after the other."""
    said, at = [], 0
    while at < len(text):
        best = 0
        for form, name in FORMS.items():
            piece = text[at : at + len(form)]
            same = piece == form or (form == form.lower() and piece == form[0].upper() + form[1:])
            if same and len(form) > best and whole(text, at, at + len(form)):
                best, which = len(form), name
        if best:
            said.append((which, at, at + best))
        at += best or 1
    return said


@pytest.mark.parametrize("seed", range(60))
def test_words_are_found_as_plain_loops_find_them(seed):
    draw = random.Random(seed)
    pieces = [*FORMS, *(f.capitalize() for f in FORMS), "un", "s", "x", "-", "_", "7", "é", "The"]
    text = "".join(draw.choice(pieces) + draw.choice([" ", "", ", ", "-", "."]) for _ in range(60))
    told = [(each.word.name, each.start, each.end) for each in found(text)]
    assert told == plain_loops(text)
    names = [each.word.name for each in first(text)]
    assert names == list(dict.fromkeys(name for name, _, _ in told))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Keys and a query.", ["key", "query"]),
        ("a cross-attention, then attention", ["cross_attention", "attention"]),
        ("unmasked keyboards, sub-layer, GQAs, nan, a_key", []),
        ("e^−∞ is 0; ‖x‖ is long; NaN is not", ["minus_infinity", "length", "nan"]),
        ("the [MASK] of bert, a mask", ["blank", "mask"]),
    ],
)
def test_these_texts_have_these_words(text, names):
    assert [each.word.name for each in found(text)] == names


def test_every_form_belongs_to_one_word():
    forms = [form for word in WORDS.values() for form in word.written]
    assert len(forms) == len({form.lower() for form in forms})
    assert len(WORDS) >= 40


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_explained_without_itself_alone_and_its_address_opens(name):
    word = WORDS[name]
    assert word.group in groups() and 30 < len(word.says) < 220
    assert re.fullmatch(r"[A-Z‖−e].*\.", word.says)
    asked = urlsplit(word.see)
    page = asked.path.removeprefix("./")
    assert page in ADDRESSES
    said = parse_qs(asked.query, strict_parsing=True) if asked.query else {}
    own = {key for key in said if key.startswith(f"{page}.")}
    assert not read_query({k: v for k, v in said.items() if k not in own}).ignored
    assert page_of(word) == f"./words?word={name}"
