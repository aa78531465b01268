"""Where no library has the mask: its sentence as plain loops, written without the predicate."""

import random
from itertools import product

import pytest

from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import matrix, view_of
from maskviz.masks.spec import Given
from tests.contract import loops, loops_facts
from tests.contract.tokens import drawn_facts

SIZES = [(1, 1), (6, 6), (2, 9), (14, 14)]
draw = random.Random(7)

SPECS = {n: rule for n, rule in (vars(loops) | vars(loops_facts)).items() if n in MASKS}
SPECS |= {mask.name: mask.loop for mask in MASKS.values() if mask.loop}  # beside their pictures


def facts_of(name: str, tokens: int) -> list[dict]:
    """Some random facts for a mask that wants them; one empty set for a mask that does not."""
    mask = MASKS[name]
    return [drawn_facts(mask, tokens, draw) for _ in range(8 if mask.facts else 1)]


def heads_of(name: str) -> tuple[int, ...]:
    return (0, 3) if "head" in MASKS[name].parameters else (0,)


def params_of(name: str) -> list[dict]:
    """Small numbers in all combinations; for a mask with one number, more of them."""
    controls = MASKS[name].controls
    numbers = (*range(16), -1, -3) if len(controls) == 1 else (0, 1, 2, 3, 5, 7)
    sides = [
        [n for n in numbers if p.kind.problem(n) is None] or list(p.kind.ends) for p in controls
    ]
    return [dict(zip(MASKS[name].defaults, values, strict=True)) for values in product(*sides)]


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize(("queries", "keys"), SIZES)
def test_the_sentence_as_loops(name, queries, keys):
    offset, given = keys - queries, MASKS[name].named(Given)
    assert params_of(name)
    for params in params_of(name):
        for head, facts in product(heads_of(name), facts_of(name, keys)):
            ours = matrix(MASKS[name], queries, keys, params, facts, head=head)
            view = view_of(queries, keys, head=head)
            known = {**params, **facts, **{p.name: view[p.name] for p in given}}
            looped = [
                [SPECS[name](q, k, **known) for k in range(keys)]
                for q in range(offset, offset + queries)
            ]
            assert ours.tolist() == looped, (params, facts)


def test_masks_without_loops_are_those_that_torch_and_transformers_have_whole():
    """See test_torch_masks.py and test_transformers_masks.py for them."""
    order = {"causal", "causal_upper_left", "full", "strict_causal"}
    local = {"chunk", "chunked_causal", "sliding_window"}
    assert set(MASKS) - set(SPECS) == order | local | {"causal_padding", "key_padding"}


def test_the_two_stride_readings_are_complements_but_for_oneself():
    for stride in (1, 2, 3, 7, 40):
        only = matrix(MASKS["stride_only"], 12, 12, {"stride": stride})
        block = matrix(MASKS["stride_block"], 12, 12, {"stride": stride})
        both = only & block
        assert both.diagonal().all() and both.sum() == 12
        assert (only | block).all()


def test_nothing_flows_down_through_any_number_of_layers():
    """Reading of reading of reading: still no token depends on one of a higher level."""
    level = (0, 2, 1, 3, 0, 2)
    one = matrix(MASKS["levels"], 6, 6, facts={"level": level}).astype(int)
    many = one @ one @ one @ one > 0
    assert all(level[k] <= level[q] for q in range(6) for k in range(6) if many[q, k])


def test_nobody_depends_on_a_secret_through_any_number_of_layers():
    secret = (0, 1, 0, 0)
    one = matrix(MASKS["sensitive"], 4, 4, facts={"secret": secret}).astype(int)
    many = one @ one @ one > 0
    assert not many[:, 1].any()
