"""The folder is the list of facts: a file is found, and what it declares is whole."""

import re
from pathlib import Path

import pytest

from maskviz.masks import facts
from maskviz.masks.catalogue import MASKS
from maskviz.masks.facts import FACTS, PICKS, SETTINGS
from maskviz.masks.facts.spec import Number, Several, WordList
from maskviz.masks.spec import PerToken, Picture, mask

FOLDER = Path(facts.__file__).parent


def test_every_file_is_a_fact_and_every_mask_asks_for_one():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "spec"}
    assert files == set(FACTS)
    assert all(name == fact.name for name, fact in FACTS.items())
    asked = {p.name: p.kind for mask in MASKS.values() for p in mask.facts}
    assert len(asked) > 10
    assert all(kind is FACTS[name].kind for name, kind in asked.items())


def test_a_mask_that_asks_for_no_such_fact_says_which_there_are():
    @mask(title="Odd", family="local", source="", look="", pictures=(Picture("#"),))
    def odd(q, k, *, odd: PerToken):
        """A sentence."""
        return odd[k] == 1

    with pytest.raises(
        ImportError, match=r"Odd asks for 'odd' of each token; masks/facts/ has .*doc"
    ):
        _ = odd.parameters


def test_the_names_that_links_hold_stay():
    """Links of visitors hold these names: more may come, none may go."""
    assert set(PICKS) >= {"secret", "doc", "is_global", "is_image"} | {
        f"{fact}_{n}" for fact in ("level", "owner") for n in (1, 2, 3)
    }
    assert set(SETTINGS) >= {
        *("special_kinds", "secret_kinds", "word_levels", "domain_words"),
        *("rank_seed", "tree_prefix", "tree_branches"),
    }
    assert set(SETTINGS["special_kinds"].options) >= {"start", "padding", "break", "punctuation"}
    assert set(SETTINGS["secret_kinds"].options) >= {"e-mail", "phone", "number", "name"}


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
def test_what_a_fact_says_is_whole(fact):
    assert re.fullmatch(r"[A-Z0-9].*\.", fact.kind.help)
    assert fact.example.words[0].islower() and not fact.example.words.endswith(".")
    assert fact.said is None or (fact.kind.high == 1 and len(set(fact.said)) == 2)
    assert not fact.told or fact.told.endswith(".")
    for click in fact.clicks:
        assert click.fact in FACTS and click.value <= FACTS[click.fact].kind.high
        assert not click.group or click.name == click.group[click.value - 1]
    for setting in fact.settings:
        match setting:
            case Several(options=options, default=default, marks=marks):
                assert {*default, *marks} <= set(options)
            case Number(kind=kind, default=default):
                assert kind.problem(default) is None
            case WordList():
                assert isinstance(setting.default, str)
