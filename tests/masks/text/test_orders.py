"""Orders are permutations that stay as they are; trees are walked depth first."""

import random
import subprocess
import sys

import pytest

from maskviz.masks.text import intervals, ranks, tree


@pytest.mark.parametrize("n", [0, 1, 2, 7, 64, 2048])
def test_ranks_are_a_permutation_and_seed_0_is_the_text(n):
    assert ranks(0, n) == tuple(range(n))
    for seed in (1, 2, 9999):
        assert sorted(ranks(seed, n)) == list(range(n))


def test_another_seed_is_another_order():
    assert len({ranks(seed, 12) for seed in range(200)}) == 200


def test_every_place_is_taken_about_equally_often():
    """8 tokens in 4,000 orders: each of the 64 counts within five sigma of 500."""
    counts = [[0] * 8 for _ in range(8)]
    for seed in range(1, 4001):
        for token, rank in enumerate(ranks(seed, 8)):
            counts[token][rank] += 1
    assert all(abs(count - 500) < 5 * (500 * 7 / 8) ** 0.5 for row in counts for count in row)


def test_more_tokens_leave_the_order_of_the_first_ones():
    long, short = ranks(5, 40), ranks(5, 25)
    assert sorted(range(25), key=lambda t: long[t]) == sorted(range(25), key=lambda t: short[t])


def test_ranks_are_the_same_in_another_process():
    code = "from maskviz.masks.text import ranks; print(ranks(3, 9))"
    for salt in ("1", "2"):
        env = {"PYTHONHASHSEED": salt}
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
        assert out.stdout.strip() == str(ranks(3, 9)), out.stderr


@pytest.mark.parametrize(
    ("n", "prefix", "branches", "parents"),
    [
        (9, 3, 2, (-1, 0, 1, 2, 2, 3, 3, 4, 4)),
        (8, 1, 3, (-1, 0, 0, 0, 1, 1, 1, 2)),
        (4, 0, 2, (-1, 0, 0, 1)),
        (4, 2, 1, (-1, 0, 1, 2)),
        (3, 9, 2, (-1, 0, 1)),
        (0, 1, 2, ()),
    ],
)
def test_a_chain_then_a_full_tree(n, prefix, branches, parents):
    assert tree(n, prefix, branches) == parents


def test_a_tree_without_branches_is_refused():
    with pytest.raises(ValueError, match="0 branches"):
        tree(5, 1, 0)


def test_intervals_by_hand():
    """Root 0, its children 1 and 2; 3 and 4 under 1, 5 under 2; 6 is a root of its own."""
    enter, leave = intervals((-1, 0, 0, 1, 1, 2, -1))
    assert enter == (0, 1, 4, 2, 3, 5, 6)
    assert leave == (5, 3, 5, 2, 3, 5, 6)


def test_intervals_say_who_is_an_ancestor():
    draw = random.Random(1)
    for _ in range(200):
        n = draw.randint(1, 20)
        parents = [draw.randint(-1, token - 1) for token in range(n)]
        enter, leave = intervals(parents)
        assert sorted(enter) == list(range(n))
        for token in range(n):
            branch, above = set(), token
            while above >= 0:
                branch.add(above)
                above = parents[above]
            told = {other for other in range(n) if enter[other] <= enter[token] <= leave[other]}
            assert told == branch


@pytest.mark.parametrize("parents", [(0,), (-1, 2, 0), (-2,), (-1, 1)])
def test_a_parent_that_does_not_stand_before_its_child_is_named(parents):
    with pytest.raises(ValueError, match="a parent stands before its child"):
        intervals(parents)


def test_a_long_chain_is_no_deep_recursion():
    enter, leave = intervals(range(-1, 2047))
    assert enter == tuple(range(2048)) and set(leave) == {2047}
