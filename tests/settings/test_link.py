"""Links: what goes in comes out, what is broken says so, what was once given out opens for ever."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from maskviz.masks.call import MaskCall
from maskviz.masks.painting import POSITIONS
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.link import (
    FILE_LIMIT,
    LINK_LIMIT,
    UNPACKED_LIMIT,
    LinkError,
    make_link,
    read_file,
    read_link,
    to_data,
    to_file,
)
from maskviz.settings.versions import read_data
from tests.links.version1 import data_v1, link_v1, packed
from tests.settings.drawn import states
from tests.states import state

NASTY = [
    None,
    "1e400",
    float("nan"),
    -1,
    10**30,
    "é\u202e\x00",
    "x" * 100_000,
    [],
    {},
    [[]],
    True,
    1.5,
    1.0,
    "\ud83d",
    [0, 0, 0],
    ["number", "number"],
]


@given(states)
def test_a_link_and_a_file_give_back_what_they_were_made_of(settings):
    for each in (settings, settings.stored()):
        found = read_link(make_link(each))
        assert found == read_file(to_file(each)) == (each.lean(), [])
        assert found[0].stored() == each.stored()


@given(states)
def test_a_link_and_a_file_of_version_1_say_the_same(settings):
    settings = replace(settings, vectors={})  # younger than that version
    assert read_link(link_v1(settings)) == (settings, [])
    assert read_file(json.dumps(data_v1(settings)).encode()) == (settings, [])


@pytest.mark.parametrize("tokens", [64, 256])
@pytest.mark.parametrize("heads", [1, 6])
def test_a_large_painting_fits_a_link(tokens, heads):
    """3,000 scattered cells, or 400 in each of 6 heads."""
    draw, count = np.random.default_rng(tokens), 400 if heads > 1 else 3_000
    found = [draw.choice(tokens**2, count, replace=False).tolist() for _ in range(heads)]
    pages = [sorted(n // tokens * POSITIONS + n % tokens for n in cells) for cells in found]
    book = {str(head): {"base": "causal()", "flips": page} for head, page in enumerate(pages)}
    painted = state(slots=dict.fromkeys(book, "custom"), book=book, each=True, mask="custom")
    assert len(make_link(painted)) < 6_000
    assert read_link(make_link(painted)) == (painted.lean(), [])


@given(some.text() | some.binary().map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_any_text_is_settings_or_a_clear_error(text):
    try:
        settings, _ = read_link(text)
    except LinkError as error:
        assert len(str(error)) < 200
    else:
        assert set(settings.values) == set(CONTROLS)


@pytest.mark.parametrize("key", CONTROLS)
@pytest.mark.parametrize("value", NASTY, ids=lambda v: repr(v)[:20])
def test_a_bad_value_is_named_and_the_rest_is_kept(key, value):
    data = to_data(Settings.of(layer=2))
    data["values"][key] = value
    settings, ignored = read_data(data)
    if CONTROLS[key].kind.problem(value):
        assert len(ignored) == 1 and key in ignored[0]
        assert settings[key] == DEFAULTS[key]
    else:
        assert not ignored
    assert key == "layer" or settings.layer == 2


@pytest.mark.parametrize("part", ["values", "slots", "book", "picks", "vectors", "locked"])
@pytest.mark.parametrize("value", NASTY[1:], ids=lambda v: repr(v)[:20])
def test_a_bad_part_is_named_and_the_rest_is_kept(part, value):
    data = to_data(Settings())
    data[part] = value
    settings, ignored = read_data(data)
    assert ignored or value == {}
    assert settings.text == DEFAULTS["text"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cut off after 0"),
        ("AAA", "cut off after 3"),
        ("no spaces", "characters that no link has"),
        (packed(b"{}", version=9), "version 9 and this page reads versions 1 and 2"),
        (packed(b"not json"), "not JSON"),
        (packed(b'{"v": 7}'), "version 7"),
        (packed(b"[" * 50_000), "not JSON"),
        (packed(b" " * (UNPACKED_LIMIT + 1)), f"more than {UNPACKED_LIMIT:,} bytes"),
        ("A" * (LINK_LIMIT + 1), f"{LINK_LIMIT + 1:,} characters"),
    ],
)
def test_a_broken_link_says_what_is_wrong_with_it(text, words):
    with pytest.raises(LinkError, match=words):
        read_link(text)


def test_every_truncation_and_every_changed_character_is_noticed():
    text = make_link(Settings())
    for cut in range(len(text)):
        with pytest.raises(LinkError):
            read_link(text[:cut])
    for i in range(0, len(text) - 1):
        changed = text[:i] + ("B" if text[i] == "A" else "A") + text[i + 1 :]
        with pytest.raises(LinkError):
            read_link(changed)


def test_a_state_too_large_for_a_link_says_both_numbers_and_fits_a_file():
    flips = np.random.default_rng(0).permutation(2_048 * 2_048)[:9_000].tolist()
    book = {"all": {"base": str(MaskCall("causal")), "flips": sorted(flips)}}
    large = state(book=book)
    with pytest.raises(LinkError, match=f"characters and {LINK_LIMIT:,} are the limit"):
        make_link(large)
    assert read_file(to_file(large)) == (large, [])


def test_a_file_over_the_limit_is_refused_unread():
    with pytest.raises(LinkError, match=f"{FILE_LIMIT:,}"):
        read_file(b" " * (FILE_LIMIT + 1))
