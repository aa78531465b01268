"""Labels are read back as the text and the spans the tokenizer had."""

import pytest

from maskviz.analysis.story import STORY
from maskviz.masks.text.labels import holding, readable

TEXTS = (
    STORY.read_text("utf-8"),
    "“Zoë’s naïve café,” said the 🐘 …\n\n\tand 你好 <s> [CLS]\n",
    "e\u0301\u200b\x00\x7f\U0001f468\u200d\U0001f469\u200d\U0001f467 ↦ \ufffd",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_text_and_spans_are_those_of_the_tokenizer(text, shipped):
    row = shipped.tokenizer.row(text)
    found, spans = readable(shipped.tokenizer.labels(row.ids))
    assert found == text
    assert spans == row.spans


def test_tokens_of_one_character_share_its_span():
    labels = ["<s>", "a", "·‹F0›", "‹9F›", "‹99›", "‹82›", "b↵"]
    assert readable(labels) == ("a 🙂b\n", ((0, 0), (0, 1), (1, 3), *[(2, 3)] * 3, (3, 5)))


def test_half_a_character_is_no_fault():
    text, spans = readable(["‹F0›", "x", "‹9F›", "‹", "‹200B›"])
    assert len(text) == 5 and text[1] == "x" and text[3:] == "‹\u200b"
    assert spans == ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5))


def test_marks_have_no_characters():
    assert readable(["<pad>", "<s>", "[CLS]", "[SEP]", "[MASK]"]) == ("", ((0, 0),) * 5)


def test_one_character_of_a_stretch_is_enough():
    spans = ((0, 0), (0, 2), (2, 4), (4, 6))
    assert holding([(3, 5)], spans) == (0, 0, 1, 1)
    assert holding([(2, 4), (9, 12)], spans) == (0, 0, 1, 0)
    assert holding([], []) == ()
