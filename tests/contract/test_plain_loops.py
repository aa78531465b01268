"""Where no library has the mask: its sentence as plain loops, written without the predicate."""

import random

import pytest

from maskviz.masks import MASKS
from maskviz.matrix import matrix

SIZES = [(1, 1), (6, 6), (2, 9), (14, 14)]
draw = random.Random(7)


def stride_only(q, k, *, stride):
    """Walk from the query in steps of the stride, both ways, and see whether the key is met."""
    return any(q + way * step * stride == k for step in range(99) for way in (1, -1))


def stride_block(q, k, *, stride):
    """Every S-th token is blocked, but never oneself."""
    return q == k or not stride_only(q, k, stride=stride)


def prefix_lm(q, k, *, prefix):
    return k in range(prefix) or k in range(q + 1)


def special(q, k, *, special, only):
    """Block the columns of the special tokens, or allow only them."""
    columns = [place for place, is_special in enumerate(special) if is_special]
    return k in columns if only else k not in columns


def sensitive(q, k, *, secret, rows):
    """The column of a secret is blocked; with rows, its row too."""
    hidden = {place for place, is_secret in enumerate(secret) if is_secret}
    if k in hidden:
        return False
    return not (rows and q in hidden)


def levels(q, k, *, level):
    """A reader of a level has the key to it and to all below."""
    opens = range(level[q] + 1)
    return level[k] in opens


SPECS = {f.__name__: f for f in (stride_only, stride_block, prefix_lm, special, sensitive, levels)}


def facts_of(name: str, tokens: int) -> list[dict]:
    """Some random facts for a mask that wants them; one empty set for a mask that does not."""
    wanted = MASKS[name].facts
    return [
        {f.name: tuple(draw.randint(0, f.kind.high) for _ in range(tokens)) for f in wanted}
        for _ in range(6 if wanted else 1)
    ]


def params_of(name: str) -> list[dict]:
    return [
        {p.name: value for p in MASKS[name].controls}
        for value in range(16)
        if all(p.kind.problem(value) is None for p in MASKS[name].controls)
    ]


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize(("queries", "keys"), SIZES)
def test_the_sentence_as_loops(name, queries, keys):
    offset = keys - queries
    assert params_of(name)
    for params in params_of(name):
        for facts in facts_of(name, keys):
            ours = matrix(MASKS[name], queries, keys, params, facts)
            loops = [
                [SPECS[name](q, k, **params, **facts) for k in range(keys)]
                for q in range(offset, offset + queries)
            ]
            assert ours.tolist() == loops, (params, facts)


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
