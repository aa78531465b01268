"""A pasted link opens what it opened before, or is refused in one sentence."""

import re

import pytest

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.ui.desk import choices
from maskviz.ui.desk.aim import AimError, pasted
from maskviz.ui.shell import ADDRESSES
from maskviz.ui.state.seen import Seen, read_seen

BASE = "https://class.example.edu/masks/"
CAUSAL = Settings.of(mask="causal", text="The cat sat")


def test_a_pasted_link_opens_the_same_and_keeps_what_it_hid():
    ours = f"{BASE}playground?p={make_link(CAUSAL)}&hide=flow&embed=true"
    aim = pasted(ours, ADDRESSES)
    assert aim.settings == CAUSAL and aim.host == "class.example.edu" and not aim.ignored
    seen = choices.together(Seen(frozenset({"bar"})), read_seen(aim.seen)[0])
    assert seen.hide == {"bar", "flow"}
    assert "embed" not in aim.words and "hide" not in aim.words
    moves = pasted("moves?moves.token=3&mask=causal", ADDRESSES)
    assert moves.page == "moves" and moves.words["moves.token"] == ["3"]
    assert pasted("?mask=causal", ADDRESSES).page == "playground"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://evil.example/steal?x=1", "“steal” is no page"),
        ("javascript:alert(1)", "is no page"),
        ("playground?p=AAAA", "could not be opened"),
        ("playground?" + "a=1&" * 1001, "1,000"),
    ],
)
def test_a_link_that_is_none_of_ours_is_refused_in_one_sentence(link, said):
    with pytest.raises(AimError, match=re.escape(said)):
        pasted(link, ADDRESSES)


def test_what_a_pasted_link_says_wrongly_is_told():
    assert "window" in pasted("playground?window=3", ADDRESSES).ignored[0]
