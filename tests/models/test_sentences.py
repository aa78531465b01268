"""Blanks and a second sentence, typed into the text."""

import pytest

from maskviz.models.sentences import Sentences


@pytest.fixture(scope="module")
def tokenizer(shipped):
    return Sentences(shipped.tokenizer)


def labels(tokenizer, text):
    return tokenizer.labels(tokenizer.row(text).ids)


def test_a_text_is_framed(tokenizer):
    assert labels(tokenizer, "The king") == ["[CLS]", "The", "·king", "[SEP]"]
    assert labels(tokenizer, "") == ["[CLS]", "[SEP]"]


@pytest.mark.parametrize("mark", ["[MASK]", "__", "_______"])
def test_a_blank_takes_the_place_of_a_word_and_its_space(tokenizer, mark):
    found = labels(tokenizer, f"The {mark} sat.")
    assert found == ["[CLS]", "The", "[MASK]", "·sat", ".", "[SEP]"]


def test_one_underscore_is_no_blank(tokenizer):
    assert "[MASK]" not in labels(tokenizer, "a_b _ c")


def test_a_second_sentence_keeps_its_leading_space(tokenizer):
    found = labels(tokenizer, "The king. [SEP] The boy")
    assert found == ["[CLS]", "The", "·king", ".", "[SEP]", "·The", "·boy", "[SEP]"]


def test_spans_cover_the_text_in_order(tokenizer):
    text = "Once [MASK] a time, so. [SEP] It __"
    row = tokenizer.row(text)
    covered = [text[first:last] for first, last in row.spans]
    assert "".join(covered) == text
    assert covered[2] == " [MASK]" and row.spans[0] == row.spans[-1] == (0, 0)


def test_marks_of_the_vocabulary_are_never_written_back(tokenizer):
    ids = tokenizer.row("The [MASK] sat. [SEP] It").ids
    assert tokenizer.decode(ids) == "The sat. It"
    assert tokenizer.size == len(tokenizer.all_labels) == tokenizer.words.size + 3
