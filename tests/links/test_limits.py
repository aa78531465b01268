"""What is too large makes no link, and what is too long is not repeated in full."""

import pytest

from maskviz.masks.call import MaskCall
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.link import (
    UNPACKED_LIMIT,
    LinkError,
    make_link,
    read_file,
    to_data,
    to_file,
)
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
