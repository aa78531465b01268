"""Changing one place of a composition leaves the rest as it was."""

import pytest

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import TermError, read_term
from maskviz.masks.compose.edit import ACTIONS, at, put, removed

TREE = "and(or(causal(), chunk(size=3)), not(shift(full(), by=2)))"


def term(text=TREE):
    return read_term(text)[0]


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ((), TREE),
        ((0,), "or(causal(), chunk(size=3))"),
        ((0, 1), "chunk(size=3)"),
        ((1, 0), "shift(full(), by=2)"),
        ((1, 0, 0), "full()"),
    ],
)
def test_a_place_is_the_way_to_a_part(place, part):
    assert str(at(term(), place)) == part
    assert str(put(term(), place, at(term(), place))) == TREE


@pytest.mark.parametrize(
    ("action", "place", "after"),
    [
        ("and", (), f"and({TREE}, full())"),
        ("or", (0, 0), TREE.replace("causal(),", "causal(), full(),")),
        ("and", (0, 0), TREE.replace("causal()", "and(causal(), full())")),
        ("and", (0,), TREE.replace(", not", ", full(), not")),
        ("not", (0, 1), TREE.replace("chunk(size=3)", "not(chunk(size=3))")),
        ("not", (1,), TREE.replace("not(shift(full(), by=2))", "shift(full(), by=2)")),
        ("shift", (0, 1), TREE.replace("chunk(size=3)", "shift(chunk(size=3), by=1)")),
        ("per_document", (0,), TREE.replace("or(c", "per_document(or(c").replace("3))", "3)))")),
        ("remove", (0, 0), TREE.replace("or(causal(), chunk(size=3))", "chunk(size=3)")),
        ("remove", (1, 0, 0), "or(causal(), chunk(size=3))"),
        ("remove", (), "full()"),
    ],
)
def test_each_action_of_the_menu(action, place, after):
    assert str(ACTIONS[action](term(), place)) == after


def test_one_of_three_leaves_two():
    assert str(removed(term("or(causal(), full(), chunk(size=2))"), (1,))) == (
        "or(causal(), chunk(size=2))"
    )


def test_what_cannot_be_put_together_so_is_refused():
    with pytest.raises(TermError, match="Key padding asks for real"):
        ACTIONS["shift"](MaskCall("key_padding"), ())
    with pytest.raises(TermError, match="Key padding asks for real"):
        put(term(), (1, 0, 0), MaskCall("key_padding"))
    deep = term("not(" * 5 + "causal()" + ")" * 5)
    with pytest.raises(TermError, match="6 is the limit"):
        ACTIONS["shift"](deep, ())
