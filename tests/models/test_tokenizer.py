"""Text to tokens and back, on friendly and unfriendly text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maskviz.models.tokenizer import PAD, START, byte_of_letter, read_tokenizer

TEXTS = {
    "empty": "",
    "plain": "The king asked the princess what she had seen.",
    "emoji": "a 😀👩‍👩‍👧 b",
    "right to left": "שלום עולם, مرحبا",
    "accents": "naïve café, Cafe\u0301",
    "breaks": "one\n\ntwo\r\nthree\u2028four\x85five\n",
    "spaces": "  two  and   three\t tab ",
    "zero": "a\x00b",
    "markup": "<s> and </s> and <pad> and <b>bold</b>",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_text_comes_back(shipped, text):
    assert shipped.tokenizer.decode(shipped.tokenizer.encode(text).ids) == text


def test_any_text_comes_back(shipped):
    tokenizer = shipped.tokenizer

    @given(st.text())  # every character there is but surrogates
    def comes_back(text):
        assert tokenizer.decode(tokenizer.encode(text).ids) == text

    comes_back()


def test_a_hundred_thousand_characters(shipped):
    text = ("The cat sat on the mat. 😀\n" * 4_000)[:100_000]
    found = shipped.tokenizer.encode(text)
    assert shipped.tokenizer.decode(found.ids) == text
    assert found.spans[-1][1] == 100_000


@pytest.mark.parametrize("text", [*TEXTS.values(), "a\ud83d b \ud83d\ude00 c"])
def test_spans_cover_the_text_in_order(shipped, text):
    """Each token covers characters, no character is left out, and only its bytes share one."""
    found = shipped.tokenizer.encode(text)
    covered = set()
    for token, (first, last) in zip(found.ids, found.spans, strict=True):
        assert 0 <= first < last <= len(text)
        covered |= set(range(first, last))
        whole = shipped.tokenizer.decode([token])
        assert "\ufffd" in whole or whole == text[first:last]
    assert covered == set(range(len(text)))
    assert list(found.spans) == sorted(found.spans)


def test_the_bytes_of_an_emoji_share_its_span(shipped):
    found = shipped.tokenizer.encode("a😀b")
    assert found.spans == ((0, 1), (1, 2), (1, 2), (1, 2), (1, 2), (2, 3))
    assert shipped.tokenizer.labels(found.ids) == ["a", "‹F0›", "‹9F›", "‹98›", "‹80›", "b"]


def test_a_lone_surrogate_is_read_as_the_replacement_character(shipped):
    broken = "a\ud83d b \ude00\ud83d"
    found = shipped.tokenizer.encode(broken)
    assert shipped.tokenizer.decode(found.ids) == "a\ufffd b \ufffd\ufffd"
    assert found.spans[-1] == (6, 7) == (len(broken) - 1, len(broken))


def test_special_tokens_are_never_read_out_of_a_text(shipped):
    for text in ("<s>", "<pad>", " <s>", "a<pad>b", "<s><s>"):
        assert not {PAD, START} & set(shipped.tokenizer.encode(text).ids)
    assert shipped.tokenizer.labels([PAD, START]) == ["<pad>", "<s>"]
    assert shipped.tokenizer.decode([START, PAD]) == ""


def test_labels(shipped):
    def labels(text):
        return shipped.tokenizer.labels(shipped.tokenizer.encode(text).ids)

    assert labels("The cat\n") == ["The", "·cat", "↵"]
    assert labels("\x00\t") == ["‹00›", "‹09›"]
    assert labels("<s>") == ["<", "s", ">"]


def test_every_token_has_a_label_of_its_own_that_can_be_seen(shipped):
    labels = shipped.tokenizer.labels(range(shipped.tokenizer.size))
    assert len(set(labels)) == len(labels) == shipped.shape.vocab
    assert all(label.isprintable() and label.strip() == label and label for label in labels)


def test_every_byte_has_a_letter():
    assert sorted(byte_of_letter().values()) == list(range(256))


def test_another_file_is_refused():
    for data in (b"", b"{}", b"\xff\x00", b'{"version": "1.0"}'):
        with pytest.raises(ValueError, match="not a tokenizer file"):
            read_tokenizer(data)
