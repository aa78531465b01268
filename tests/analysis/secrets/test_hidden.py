"""Who must not know what: a secret nobody, a level nobody lower, an owner's nobody else."""

import pytest

from maskviz.analysis.neighbours import neighbours
from maskviz.analysis.secrets.hidden import fact_of, hidden
from maskviz.settings.presets import PRESETS

SECRET = PRESETS["secrets"].values


def test_a_secret_is_kept_from_every_other_row(seen):
    view = seen(**SECRET)
    (found,) = hidden(view)
    assert fact_of(view) == "secret"
    told = "".join(view.tokens[i] for i in found.tokens).replace("·", "")
    assert told.startswith("Alice12") and told.endswith("alice@wonder.land")
    assert sorted((*found.tokens, *found.others)) == list(range(len(view.ids)))


def test_a_level_is_kept_from_the_lower_ones_only(seen):
    view = seen(**{**SECRET, "mask": "levels"})
    found = {one.number: one for one in hidden(view)}
    assert fact_of(view) == "level" and set(found) == {1, 2, 3}
    levels = view.region.facts["level"]
    for number, one in found.items():
        assert {levels[i] for i in one.tokens} == {number}
        assert set(one.others) == {i for i, n in enumerate(levels) if n < number}


def test_an_owner_keeps_it_from_the_public_too(seen):
    view = seen(**{**PRESETS["packed"].values, "mask": "owner"})
    assert fact_of(view) == "owner"
    for one in hidden(view):
        assert set(one.tokens).isdisjoint(one.others)
        assert len(one.tokens) + len(one.others) == len(view.ids)


def test_padding_is_neither_secret_nor_kept_from_it(seen):
    view = seen(**{**SECRET, "pad_to": 60})
    (found,) = hidden(view)
    assert max(found.others) < 60 - 1 and not view.real[max(found.others) + 1 :].any()


def test_a_text_without_secrets_hides_nothing(seen):
    assert not list(hidden(seen(text="The cat sat on a mat", mask="sensitive")))


@pytest.mark.parametrize(
    ("tokens", "found"), [((), []), ((3, 4, 7), [(3, 4), (7,)]), ((0,), [(0,)])]
)
def test_neighbours_are_one_stretch(tokens, found):
    assert neighbours(tokens) == found
