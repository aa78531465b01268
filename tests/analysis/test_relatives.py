"""What the atlas has besides predicates opens as it is shown."""

import numpy as np
import pytest

from maskviz.analysis.relatives import FAMILIES, find_relatives, relatives
from maskviz.analysis.view import make_view
from maskviz.masks.biases import BIASES
from maskviz.masks.compose import read_term
from maskviz.masks.compose.combinators import COMBINATORS
from maskviz.masks.dynamic import DYNAMIC
from maskviz.settings.link import make_link, read_link
from tests.states import plain_run

every_relative = pytest.mark.parametrize("found", relatives(), ids=lambda r: r.name)


def test_all_of_them_are_there_once():
    names = [found.name for found in relatives()]
    assert names == [*DYNAMIC, *COMBINATORS, *BIASES]
    assert {found.family for found in relatives()} == set(FAMILIES)


@every_relative
def test_it_tells_what_it_is(found):
    assert found.title and found.rule and len(found.source) >= 10
    assert found.sentence.endswith(".") and found.sentence[0].isupper()
    assert found.cells is None or (found.cells.any() and not found.cells.all())


@every_relative
def test_its_link_opens_what_it_shows(found, shipped):
    settings, ignored = read_link(make_link(found.settings))
    assert not ignored and settings == found.settings.lean()
    view = make_view(settings, shipped)
    heads, plain = view.shown, np.tri(len(view.tokens), dtype=bool)
    if found.family == "additive":
        assert view.score_mod is not None
        assert not np.array_equal(view.run.logits, plain_run(view).logits)
    elif found.name == "per_head":
        assert len({mask.title for mask in heads}) == 4
    elif found.name == "per_layer":
        titles = [layer[0].title for layer in view.masks["self"]]
        assert titles == ["Sliding window, window 3"] * 3 + ["Causal"]
    elif found.family == "dynamic":
        assert view.mask.gate and view.mask.allowed.sum() < plain.sum()
    else:
        assert not np.array_equal(view.mask.allowed, plain)


def test_the_examples_are_masks():
    for found in COMBINATORS.values():
        for text in found.examples:
            term, ignored = read_term(text)
            assert term and not ignored and str(term) == text


def test_a_search_needs_every_word():
    assert [found.name for found in find_relatives("gemma layer")] == ["per_layer"]
    assert find_relatives("gemma swin") == []
