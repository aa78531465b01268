"""The masks of the catalogue as typed rules: from their source and from their mathematics."""

import random

import numpy as np
import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose.as_rule import rule_of
from maskviz.masks.matrix import asks_queries, matrix
from maskviz.masks.rule import RuleError, compile_rule
from maskviz.masks.spec import Mask, Option, Picture
from tests.contract.cases import SIZES, Case, cases, settings
from tests.contract.tokens import drawn_facts

TOO_LONG = {  # than a rule may be, and how that is said
    "neighbourhood": "82 numbers, names and operations; 64 is the limit",
    "neighbourhood_rectangle": "the rule has",
    "bigbird": "the rule has 494 characters; 300 is the limit",
}
BY_HEAD = {"random"}  # its source says head, a rule says h
IN_WORDS = {  # row(k), cell(k), block(k), hash(…) are told in words
    *(
        "neighbourhood",
        "neighbourhood_rectangle",
        "axial",
        "shifted_window",
        "bigbird",
        "block_diffusion",
        "random",
    ),
}

typed = pytest.mark.parametrize("name", [n for n in MASKS if n not in {*TOO_LONG, *BY_HEAD}])


def some_cases(mask: Mask) -> list[Case]:
    """Every picture, and a few of the corners, spread over all of them."""
    found = list(cases(mask))
    pictures = len(mask.pictures)
    return [*found[-pictures:], *found[: -pictures or None][:: max(1, len(found) // 25)]]


@typed
def test_the_source_of_a_mask_is_a_rule(name):
    mask = MASKS[name]
    for case in some_cases(mask):
        rule = rule_of(MaskCall(name, case.params))
        allowed = rule.matrix(case.queries, case.keys, case.facts)
        assert np.array_equal(allowed, case.of(mask)), (case, rule.canonical)
        assert compile_rule(rule.canonical) == rule
        assert set(rule.facts) == {p.name for p in mask.facts}


def numbered(mask: Mask, params: dict) -> dict[str, int]:
    """A rule knows numbers only: the names of an option are counted."""
    options = {p.name: p.kind.names for p in mask.named(Option)}
    counted = {name: n for names in options.values() for n, name in enumerate(names)}
    return {n: counted[v] if n in options else v for n, v in params.items()} | counted


@pytest.mark.parametrize("name", [name for name in MASKS if name not in IN_WORDS])
def test_the_mathematics_of_a_mask_is_a_rule_once_repaired(name):
    mask = MASKS[name]
    for params in settings(mask):
        numbers = numbered(mask, params)
        try:
            rule = compile_rule(mask.inequality, numbers)
        except RuleError as fault:
            assert fault.repaired, (mask.inequality, fault.message)
            rule = compile_rule(fault.repaired, numbers)
        for queries, keys in SIZES:
            if asks_queries(mask) and queries > keys:
                continue
            facts = drawn_facts(mask, keys, random.Random(keys))
            expected = matrix(mask, queries, keys, params, facts)
            assert np.array_equal(rule.matrix(queries, keys, facts), expected), (params, facts)


@typed
def test_the_mathematics_of_a_rule_reads_back(name):
    rule = rule_of(MaskCall(name))
    try:
        again = compile_rule(rule.inequality)
    except RuleError as fault:
        again = compile_rule(fault.repaired)
    facts = drawn_facts(MASKS[name], 7, random.Random(7))
    assert np.array_equal(again.matrix(4, 7, facts), rule.matrix(4, 7, facts))


@pytest.mark.parametrize("name", sorted(BY_HEAD))
def test_a_mask_with_another_pattern_for_each_head(name):
    for params in settings(MASKS[name]):
        allowed = rule_of(MaskCall(name, params)).matrix(9, 12, heads=3)
        expected = [matrix(MASKS[name], 9, 12, params, head=head) for head in range(3)]
        assert np.array_equal(allowed, expected), params


@pytest.mark.parametrize(("name", "said"), TOO_LONG.items())
def test_what_is_too_long_says_so(name, said):
    with pytest.raises(RuleError, match=said):
        rule_of(MaskCall(name))


@pytest.mark.parametrize("picture", MASKS["neighbourhood"].pictures[:2])
def test_min_and_max_say_the_neighbourhood(picture: Picture):
    text = (
        "abs(k // width - min(max(q // width, radius), height - 1 - radius)) <= radius"
        " and abs(k % width - min(max(q % width, radius), width - 1 - radius)) <= radius"
        " and k // width < height"
    )
    rule = compile_rule(text, picture.params)
    assert np.array_equal(rule.matrix(*picture.matrix.shape), picture.matrix)
