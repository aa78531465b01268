"""Secrets are found by pattern, in time that only grows with the length."""

import time

import pytest

from maskviz.masks.text import SECRET_KINDS, Secret, find_secrets, spans_to_tokens


def found(text: str, *kinds: str) -> list[str]:
    return [text[s.first : s.last] for s in find_secrets(text, kinds or SECRET_KINDS)]


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("write to alice@example.org.", ["alice@example.org"]),
        ("a.b+c_d%e-f@sub-1.example.co.uk, please", ["a.b+c_d%e-f@sub-1.example.co.uk"]),
        ("<zoë@exämple.net>", ["zoë@exämple.net"]),
        ("two: a@b.cc;d@e.ff", ["a@b.cc", "d@e.ff"]),
        ("a@b, @home, 5 @ 3 each, @.x", []),
    ],
)
def test_email(text, secrets):
    assert found(text, "e-mail") == secrets


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("ring +49 30 1234567 now", ["+49 30 1234567"]),
        ("+1 (555) 010-9999", ["+1 (555) 010-9999"]),
        ("(030) 123 45 67 or 0171/2345678", ["(030) 123 45 67", "0171/2345678"]),
        ("555-010-9999, 555.010.9999", ["555-010-9999", "555.010.9999"]),
        ("call 010-9999.", ["010-9999"]),
        ("(555) 010-9999", ["(555) 010-9999"]),
        ("in 1865, 1871 and 1900", []),
        ("on 1979-05-03, 03.05.1979 or 03/05/1979", []),
        ("1234567890123456789012345", []),
        ("room A0123456789", []),
        ("+12", []),
    ],
)
def test_phone(text, secrets):
    assert found(text, "phone") == secrets


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("7 of 1,250.50 at 10:30", ["7", "1,250.50", "10:30"]),
        ("On 1979-05-03.", ["1979-05-03"]),
        ("A113, 2nd", ["113", "2"]),
        ("none", []),
    ],
)
def test_number(text, secrets):
    assert found(text, "number") == secrets


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("Then Alice met the White Rabbit.", ["Alice", "White", "Rabbit"]),
        ("Alice ran. Bob ran! Carl? Dora… Eve", []),
        ("She saw Mr. Darcy and Dr. No", ["Mr", "Darcy", "Dr", "No"]),
        ("he said, “Come here, Mary,” and", ["Mary"]),
        ("so I said that I’m not NASA", []),
        ("at Alice's and Mary-Ann’s, with O'Brien", ["Alice", "Mary-Ann", "O'Brien"]),
        ("it cost 3.50 Ada thinks", ["Ada"]),
        ("one friend: Ada; another, Émile", ["Ada", "Émile"]),
        ("a line\nThe next\nwith Tom", ["Tom"]),
        ("", []),
    ],
)
def test_name(text, secrets):
    assert found(text, "name") == secrets


def test_a_secret_is_found_once_by_the_first_kind_that_knows_it():
    text = "mail Bob@Example.com or +49 30 1234567, room 12, for Bob"
    assert find_secrets(text) == [
        Secret(5, 20, "e-mail"),
        Secret(24, 38, "phone"),
        Secret(45, 47, "number"),
        Secret(53, 56, "name"),
    ]


def test_only_the_kinds_asked_for():
    text = "mail Bob@Example.com or +49 30 1234567"
    assert found(text, "number") == ["49", "30", "1234567"]
    assert found(text, "name") == ["Bob", "Example"]
    assert find_secrets(text, ()) == []


def test_secrets_become_tokens():
    """A token counts when it holds one character of a secret; ends only touch."""
    offsets = [(0, 0), (0, 4), (4, 8), (8, 9), (9, 12), (12, 12)]  # <s>, four tokens, padding
    assert spans_to_tokens([Secret(5, 8, "name")], offsets) == (0, 0, 1, 0, 0, 0)
    assert spans_to_tokens([Secret(3, 9, "name")], offsets) == (0, 1, 1, 1, 0, 0)
    assert spans_to_tokens([Secret(0, 1, "name"), Secret(11, 99, "name")], offsets) == (
        (0, 1, 0, 0, 1, 0)
    )
    assert spans_to_tokens([Secret(20, 30, "name")], offsets) == (0,) * 6
    assert spans_to_tokens([], []) == ()


N = 100_000
HOSTILE = (
    *("a", "A", "1", ".", "-", "%", "(", "'", " ", "\n", "+", "@", "é", "🙂", "“"),
    *("a.", "a@", "a-", "1 ", "1.", "1-", "0 ", "(0", "+1", "()", "A'", "I'", "'s", "Aa ", "A.b "),
    *("a@a.", ".a@", "a@a-", "+1 (", "555-", "010-9", "Mr. ", "1,1:1"),
)


def seconds(text: str) -> float:
    begin = time.process_time()
    find_secrets(text)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("ending", ["", "x@y"])
def test_hostile_text_takes_no_longer_than_its_length(piece, ending):
    """100,000 characters of the worst kind; a pattern that backtracks would take minutes."""
    assert seconds((piece * N)[:N] + ending) < 5.0
