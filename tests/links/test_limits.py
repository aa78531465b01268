"""What is too large makes no link, and what is too long is not repeated in full."""

import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import read_term
from maskviz.masks.compose.reading import LONGEST
from maskviz.settings import parts
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.link import (
    UNPACKED_LIMIT,
    LinkError,
    make_link,
    read_file,
    to_data,
    to_file,
)
from maskviz.settings.parts import MASKS_LIMIT, SLOTS
from maskviz.settings.version1 import read_v1
from maskviz.settings.versions import read_data
from tests.states import state


def test_a_state_that_would_unpack_to_too_much_makes_no_link():
    """It packs well, so that only what it unpacks to is over the limit."""
    page = {"base": str(MaskCall("causal")), "flips": list(range(60_000))}
    large = state(book={"all": page, "0": page})
    with pytest.raises(LinkError, match=f"carries at most {UNPACKED_LIMIT:,}"):
        make_link(large)
    assert read_file(to_file(large)) == (large, [])


def test_what_was_ignored_is_told_in_few_words():
    long = "x" * 100_000
    data = to_data(Settings.of(layer=2))
    data["values"] |= {long: 1, "texts": long, "mask": long, "each": long, "special.only": long}
    data["slots"] = {"all": f"causal({long}={long}, {long})", "0": f"chunk(size={long})", long: ""}
    data["picks"] = {long: []}
    _, ignored = read_data(data)
    assert len(ignored) == 9
    assert all(len(sentence) < 300 for sentence in ignored)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("layers", [0, 1, 0], "layers: one choice is listed twice"),
        ("layers", [[0]], "layers: list is not one of 0, 1, 2, 3"),
        ("text", "a\ud83d", "text: character 2 is half a character, which no page can show"),
        ("special.only", 1.0, "special.only: 1.0 is neither 0 nor 1"),
        ("each", 1, "each: 1 is neither on nor off"),
    ],
)
def test_values_that_no_control_can_show_are_refused(key, value, words):
    settings, ignored = read_v1({"values": {key: value}})
    assert ignored == [words] and settings[key] == DEFAULTS[key]


@pytest.mark.parametrize("part", ["slots", "book"])
def test_more_masks_than_a_model_can_show_are_refused_unread(part, monkeypatch):
    """Reading 140 masks of 12 rules took a second: they are counted before one is read."""
    texts = [
        f"and({', '.join(f'rule{{k <= q - {i * 50 + n}}}' for n in range(25))})" for i in range(140)
    ]
    size = sum(map(len, texts))
    found = {
        slot: text if part == "slots" else {"base": text, "flips": []}
        for slot, text in zip(sorted(SLOTS), texts, strict=True)
    }
    monkeypatch.setattr(parts, "read_term", lambda text: pytest.fail("a mask was read"))
    settings, ignored = read_data({"v": 2, "values": {"layer": 3}, part: found})
    assert ignored == [f"the masks: they have {size:,} characters and {MASKS_LIMIT:,} are read"]
    assert settings == Settings.of(layer=3)


def test_the_longest_mask_of_every_head_is_read():
    rules = [f"rule{{k <= q{' ' * 285} - {n}}}" for n in range(6)]
    texts = [f"and({', '.join(rules)}, chunk(size={i + 1}))" for i in range(24)]
    slots = {f"L{i // 6}.{i % 6}": text for i, text in enumerate(texts)}
    settings, ignored = read_data({"v": 2, "slots": slots})
    assert not ignored and len(settings.slots) == 24 and LONGEST - 200 < len(texts[0]) <= LONGEST


def test_a_mask_that_many_slots_have_is_read_once(monkeypatch):
    read = []
    monkeypatch.setattr(parts, "read_term", lambda text: read.append(text) or read_term(text))
    read_data({"v": 2, "slots": dict.fromkeys(sorted(SLOTS), "not(causal())")})
    assert read == ["not(causal())"]
