"""The text of masks made of masks comes back as it was; what is none says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Join, Opposite, PerDocument, Shifted, TermError, Typed, read_term
from maskviz.masks.compose.tree import asks_about_queries, differs_by_head, facts_of
from tests.masks.compose.test_cells import terms

CAUSAL = MaskCall("causal")


@given(terms)
def test_the_text_brings_it_back(term):
    assert read_term(str(term)) == (term, [])


def test_the_text_is_what_one_would_write():
    term = Join("or", (PerDocument(CAUSAL), Opposite(Shifted(MaskCall("chunk", {"size": 2}), -3))))
    assert str(term) == "or(per_document(causal()), not(shift(chunk(size=2), by=-3)))"
    spaced = " or( per_document(causal( )) ,not( shift(chunk(size=2) , by = -3 ) ) ) "
    assert read_term(spaced) == (term, [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("and(causal())", "“and” joins two masks or more, not 1"),
        ("not(causal(), full())", "“not” is of one mask, not 2"),
        ("shift(causal())", "shift needs by="),
        ("shift(causal(), by=300)", "by at most 256 tokens, not 300"),
        ("shift(causal(), full())", "shift needs by="),
        ("shift(causal(), full(), by=2)", "“shift” is of one mask, not 2"),
        ("shift(causal(), full(), chunk(size=2), by=2)", "“shift” is of one mask, not 3"),
        ("not(causal()", r"a \) is missing at character 13"),
        ("not(causal()) full()", "“full()” stands after the mask"),
        ("not(nothing())", "there is no mask “nothing”"),
        ("and(causal(), )", "a mask is missing at character 14"),
        ("and(causal, full())", "a mask is missing at character 5: write causal()"),
        ("rule{k <= }", "is not a mask"),
        ("rule{k <= q", "no closing }"),
        ("rule(k)", "a mask is missing at character 1"),
        ("rule{__import__('os')}", "is not a mask"),
        ("per_document(key_padding())", "Key padding asks for real"),
        ("per_document(per_document(causal()))", "there are no documents to ask for"),
        ("shift(causal_upper_left(), by=1)", "asks for offset"),
        ("shift(rule{real[k] == 1}, by=1)", "asks for real"),
        ("not(" * 9 + "causal()" + ")" * 9, "more than 6 deep"),
        ("not(" * 6 + "causal()" + ")" * 6, "7 deep in each other; 6 is the limit"),
        ("or(" + ", ".join(["causal()"] * 13) + ")", "13 masks in one; 12 are the limit"),
        ("not(" + "x" * 2_000, "2,004 characters is over the 2,000 allowed"),
    ],
)
def test_what_is_no_mask_says_why(text, why):
    term, (said,) = read_term(text)
    assert term is None
    assert why.replace("\\", "") in said


def test_a_number_out_of_range_is_ignored_and_the_rest_is_read():
    term, said = read_term("not(chunk(size=999))")
    assert term == Opposite(MaskCall("chunk")) and said == ["size: 999 is outside 1 to 256"]


@given(some.text(max_size=60) | some.text("andornt(){}, =by1rule", max_size=60))
def test_any_text_is_a_mask_or_a_sentence(text):
    term, said = read_term(text)
    assert term is not None or said


def test_what_is_asked_for_is_known():
    term = Join("and", (PerDocument(CAUSAL), MaskCall("levels"), Typed("special[k] == h")))
    assert facts_of(term) == ("level", "special", "doc")
    assert asks_about_queries(term) and differs_by_head(term)
    assert not asks_about_queries(MaskCall("key_padding")) and not differs_by_head(CAUSAL)


def test_masks_that_cannot_be_put_together_are_refused():
    with pytest.raises(TermError, match="12 are the limit"):
        Join("and", (CAUSAL,) * 13)
