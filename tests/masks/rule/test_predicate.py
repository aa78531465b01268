"""A mask's tree is its predicate: read once by our own parser, evaluated like a typed rule."""

from dataclasses import replace
from typing import Annotated

import numpy as np
import pytest

from maskviz.masks import spec
from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.cell import Cell
from maskviz.masks.compose.as_rule import settled
from maskviz.masks.compose.why import why as why_term
from maskviz.masks.facts import FACTS
from maskviz.masks.kinds import Option
from maskviz.masks.matrix import arguments, view_of
from maskviz.masks.rule.evaluate import INTS, NUMPY, evaluate
from maskviz.masks.rule.predicate import parsed
from maskviz.masks.rule.why import why
from maskviz.masks.rule.writing import MATHEMATICS, written
from maskviz.masks.spec import mask
from tests.contract.cases import cases, every_mask


@every_mask
def test_the_tree_is_the_predicate_on_numbers_and_on_grids(mask):
    """On ints cell by cell against the predicate itself, on grids against the whole matrix."""
    for case in list(cases(mask))[::7]:
        known = arguments(mask, case.params, case.facts, case.given)
        names = {**known, "h": case.head}
        q, k = np.arange(case.queries)[:, None] + case.offset, np.arange(case.keys)[None, :]
        grid = evaluate(mask.tree, {**names, "q": q, "k": k}, NUMPY)
        assert np.array_equal(np.broadcast_to(grid, (case.queries, case.keys)), case.of(mask)), case
        for row in range(case.queries):
            for key in range(0, case.keys, 3):
                cell = {"q": row + case.offset, "k": key}
                ours = evaluate(mask.tree, {**names, **cell}, INTS)
                assert bool(ours) == bool(mask.rule(**cell, **known)), (case, cell)


def test_a_predicate_is_read_once_a_process(monkeypatch):
    trees = [made.tree for made in MASKS.values()]
    monkeypatch.setattr(spec, "parsed", lambda *told: pytest.fail(f"read again: {told}"))
    cell = Cell(2, 1, (), {name: (1,) * 9 for name in FACTS}, view_of(9, 9))
    for tree, made in zip(trees, MASKS.values(), strict=True):
        assert made.tree is tree
        why_term(MaskCall(made.name), cell)
    with pytest.raises(pytest.fail.Exception, match="read again"):
        assert replace(MASKS["causal"]).tree


def test_a_planted_error_in_a_predicate_is_noticed():
    """What is read is what runs: another source than the rule's gives another matrix."""
    window = MASKS["sliding_window"]
    wrong = replace(window)
    wrong.__dict__["code"] = window.code.replace("q - k < window", "q - k <= window")
    names = {"q": 7, "k": 3, "window": 4}
    assert [bool(evaluate(m.tree, names, INTS)) for m in (window, wrong)] == [False, True]


@pytest.mark.parametrize("body", ["far = q - k\n    return far < 2", "pass", "return"])
def test_a_predicate_is_one_return(body):
    with pytest.raises(ValueError, match="one return, not: def near"):
        parsed(f"def near(q, k):\n    {body}", {})


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ("__import__('os')", "no text in quotes"),
        ("k.__class__", "no attributes"),
        ("k <= q and q", "“q” is a number"),
        ("q ** k < 1", "no powers"),
        ("(q := k) < 1", "no names to values"),
        ("[k][0] < q", "stands where a value is expected"),
        ("k <= other", "there is no “other”"),
        ("real[k] == 1", "there is no “real”"),
        ("q >= k & q - k < 3", "holds tighter"),
        ('q == "left"', "no text in quotes"),
        ("q - k", "is a number"),
    ],
)
def test_nothing_but_the_language_is_read(returned, words):
    with pytest.raises(ValueError, match=words):
        parsed(f"def f(q, k):\n    return {returned}", {})


SIDE = Option(("left", "right", "both"), "Which side is read.")


@mask(title="One side", family="local", source="made for a test", look="A side.", pictures=())
def one_side(q, k, *, side: Annotated[str, SIDE] = "left"):
    """A query reads one side."""
    return ((side != "right") & (k <= q)) | ((side != "left") & (k >= q))


def test_a_named_option_is_evaluated_explained_and_written_in():
    tree, far = one_side.tree, {"left": (2, 1), "right": (1, 2), "both": (1, 2)}
    for side, (q, k) in far.items():
        open_, shut = ({"q": a, "k": b, "side": side} for a, b in ((q, k), (k, q)))
        assert evaluate(tree, open_, INTS) == one_side.rule(**open_) == True  # noqa: E712
        assert bool(evaluate(tree, shut, INTS)) == one_side.rule(**shut) == (side == "both")
    cell = Cell(1, 4, params={"side": "left"}, kinds={"side": SIDE})
    assert why(tree, cell) == (
        "key 4 stands after query 1 and side is left "
        '((side ≠ "right" and k <= q) or (side ≠ "left" and k >= q))'
    )
    values = {side: written(settled(tree, {"side": side}), MATHEMATICS) for side in far}
    assert values == {"left": "k <= q", "right": "k >= q", "both": "k <= q or k >= q"}


def test_an_option_that_the_parameter_does_not_have_is_refused():
    kinds = {"side": SIDE}
    with pytest.raises(ValueError, match="no text in quotes"):
        parsed('def f(q, k, *, side):\n    return (side == "lefft") & (k <= q)', kinds)
