"""Special tokens are told by how they are written."""

import pytest

from maskviz.masks.text import SPECIAL_KINDS, special_tokens

TOKENS = (
    *("<pad>", "<s>", "The", "·cat", ".", "↵", "·“", "·n’t", "·", "‹F0›", "...", "·3", "<", "s"),
    *("[CLS]", "[SEP]", "[MASK]", "<?>"),
)


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((), ()),
        (("start",), ("<s>",)),
        (("padding",), ("<pad>",)),
        (("break",), ("↵",)),
        (("punctuation",), (".", "·“", "...")),
        (("start", "padding", "break"), ("<pad>", "<s>", "↵")),
        (("cls",), ("[CLS]",)),
        (("sep",), ("[SEP]",)),
        (("blank",), ("[MASK]",)),
        (("unknown",), ("<?>",)),
    ],
)
def test_special_tokens_by_kind(kinds, found):
    chosen = special_tokens(TOKENS, kinds)
    assert tuple(token for token, one in zip(TOKENS, chosen, strict=True) if one) == found


def test_every_kind_finds_something_and_all_are_numbers():
    assert all(any(special_tokens(TOKENS, [kind])) for kind in SPECIAL_KINDS)
    assert set(special_tokens(TOKENS, SPECIAL_KINDS)) == {0, 1}
    assert special_tokens([], SPECIAL_KINDS) == ()
