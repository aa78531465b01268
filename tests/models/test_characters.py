"""One token a character."""

import pytest

from maskviz.models.characters import UNKNOWN, Characters, from_json, to_json

LETTERS = Characters("abc 1")


def test_a_row_begins_with_the_start_where_it_does():
    assert LETTERS.row("ab").ids == (1, 3, 4)
    assert Characters("abc", starts=False).row("ab").ids == (3, 4)
    assert LETTERS.row("").ids == (1,)


def test_an_unknown_character_is_said_as_such():
    row = LETTERS.row("aüb")
    assert row.ids == (1, 3, UNKNOWN, 4) and row.spans == ((0, 0), (0, 1), (1, 2), (2, 3))
    assert LETTERS.labels(row.ids) == ["<s>", "a", "<?>", "b"]
    assert LETTERS.decode(row.ids) == "ab"


def test_a_file_gives_the_alphabets_back():
    both = {"source": LETTERS, "target": Characters("0123456789-", starts=False)}
    assert from_json(to_json(both)) == both


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", b'{"a": 1}', b'{"a": {"alphabet": "ab"}}', b"\xff"],
)
def test_another_file_is_refused(data):
    with pytest.raises(ValueError, match="not an alphabet file"):
        from_json(data)


def test_a_character_listed_twice_is_refused():
    with pytest.raises(ValueError, match="lists a character twice"):
        from_json(b'{"text": {"alphabet": "aba", "starts": true}}')
