"""Links: what goes in comes out, what is broken says so, what was once given out opens for ever."""

import base64
import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose import term_of
from maskviz.masks.spec import Flag, Int, Option
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.kinds import Choice, Many, RuleText, Switch, TermText, Text
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
from maskviz.settings.slots import Page
from maskviz.settings.versions import read_data
from tests.links.add import FOLDER, masks_of
from tests.states import mask, state

GOLDEN = sorted(FOLDER.glob("*.json"))
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


EXTRAS = ("slots", "book", "picks", "locked")
TERMS = [
    "or(causal(), special(only=1))",
    "per_document(not(chunk(size=3)))",
    "and(rule{k <= q}, shift(sliding_window(window=2), by=-1))",
]


def legal(kind):
    match kind:
        case Int() | Flag() | Option():
            return some.sampled_from(kind.values(1_000_000))
        case Switch():
            return some.booleans()
        case Choice(options):
            return some.sampled_from(options)
        case Many(options):
            return some.lists(some.sampled_from(options), unique=True).map(tuple)
        case RuleText():
            return some.sampled_from(["k <= q", "k < 3 or h == 1", "real[k] == 1 and q - k < 4"])
        case TermText():
            return some.sampled_from(TERMS).map(term_of)
        case Text():
            return some.text(some.characters(codec="utf-8"), max_size=80)


slots = some.dictionaries(
    some.sampled_from(["all", "0", "5"]),
    some.sampled_from([*map(MaskCall, MASKS), *map(mask, [*TERMS, "rule{k <= q}", "custom"])]),
)
pages = some.builds(
    lambda base, flips: Page(term_of(base), tuple(sorted(flips))),
    some.sampled_from([str(MaskCall(name)) for name in MASKS]),
    some.sets(some.integers(0, 2_048 * 2_048 - 1), max_size=40),
)
places = some.sets(some.integers(0, 255), max_size=6).map(lambda s: tuple(sorted(s)))
states = some.builds(
    lambda values, *rest: Settings.of(**values, **dict(zip(EXTRAS, rest, strict=True))),
    some.fixed_dictionaries({key: legal(c.kind) for key, c in CONTROLS.items()}),
    slots,
    some.dictionaries(some.sampled_from(["all", "3"]), pages),
    some.dictionaries(some.sampled_from(["secret", "level_2"]), places),
    some.none() | some.tuples(some.integers(0, 255), some.integers(0, 255)),
)


@given(states)
def test_a_link_and_a_file_give_back_what_they_were_made_of(settings):
    assert read_link(make_link(settings)) == (settings, [])
    assert read_file(to_file(settings)) == (settings, [])


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


@pytest.mark.parametrize("part", ["values", "slots", "book", "picks", "locked"])
@pytest.mark.parametrize("value", NASTY[1:], ids=lambda v: repr(v)[:20])
def test_a_bad_part_is_named_and_the_rest_is_kept(part, value):
    data = to_data(Settings())
    data[part] = value
    settings, ignored = read_data(data)
    assert ignored or value == {}
    assert settings.text == DEFAULTS["text"]


def packed(raw: bytes, version: int = 1) -> str:
    squeezed = zlib.compress(raw)
    body = bytes([version]) + zlib.crc32(squeezed).to_bytes(4, "big") + squeezed
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cut off after 0"),
        ("AAA", "cut off after 3"),
        ("no spaces", "characters that no link has"),
        (packed(b"{}", version=9), "version 9 and this page reads version 1"),
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


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_a_link_given_out_once_opens_to_the_same_masks_for_ever(path):
    golden = json.loads(path.read_text())
    settings, ignored = read_link(golden["link"])
    assert not ignored
    assert masks_of(settings) == golden["masks"]


def test_there_are_golden_links():
    assert len(GOLDEN) >= 6
