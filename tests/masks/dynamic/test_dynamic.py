"""Every dynamic mask is what its pictures show and what a plain loop does, on hostile rows too."""

import re
from string import Formatter

import numpy as np
import pytest
import torch

from maskviz.masks.catalogue import MASKS
from maskviz.masks.dynamic import DYNAMIC, chosen
from maskviz.masks.dynamic.spec import Scored
from tests.masks.dynamic import loops
from tests.masks.dynamic.pictured import made, mutants

every = pytest.mark.parametrize("mask", DYNAMIC.values(), ids=list(DYNAMIC))
NAN, INF = float("nan"), float("inf")


@every
def test_it_keeps_what_every_picture_shows(mask):
    for picture in mask.pictures:
        np.testing.assert_array_equal(made(mask.choose, picture), picture.matrix)
        assert not (picture.matrix & ~picture.allowed).any()


@every
def test_the_scores_of_a_picture_have_no_ties(mask):
    """Between keys; the blocks of a gate have no equal means, or a loop would say otherwise."""
    for picture in mask.pictures:
        for row in picture.cells if mask.name != "block_gate" else []:
            known = [cell for cell in row if cell != "x"]
            assert len(set(map(float, known))) == len(known)


@every
def test_every_move_of_a_parameter_changes_a_picture(mask):
    for p in mask.controls:
        left = {move for end in p.kind.ends for move in p.kind.beside(end)}
        for picture in mask.pictures:
            for move, value in p.kind.beside(picture.params[p.name]).items():
                params = {**picture.params, p.name: value}
                if p.kind.problem(value):
                    continue
                if (made(mask.choose, picture, params) != picture.matrix).any():
                    left.discard(move)
        assert not left, p.name


def wide(mask):
    """Many inputs without ties: a slip that shows on none of them is no slip."""
    dice = torch.Generator().manual_seed(3)
    for queries, keys in ((1, 1), (4, 9), (9, 9), (13, 13), (13, 5)):
        for params in PARAMS[mask.name]:
            for share in (0.5, 0.9):
                allowed = torch.rand(queries, keys, generator=dice) < share
                yield 3 * torch.randn(queries, keys, generator=dice), allowed, params


def pictured(mask):
    for picture in mask.pictures:
        scores = torch.tensor(picture.numbers, dtype=torch.float32)
        yield scores, torch.tensor(picture.allowed), picture.params


def differs(mask, wrong, scores, allowed, params):
    try:
        found = wrong(scores, allowed, **params)
    except (RuntimeError, TypeError, IndexError, ValueError, ZeroDivisionError):
        return True
    return not torch.equal(found, mask.choose(scores, allowed, **params))


@every
def test_no_slip_survives_the_pictures(mask):
    """A slip that some scores show is shown by a picture; those that only ties show are left."""
    found = list(mutants(mask))
    shown = [pair for pair in found if any(differs(mask, pair[1], *c) for c in wide(mask))]
    assert len(found) >= 4 and len(shown) >= 2
    survivors = [b for b, w in shown if not any(differs(mask, w, *c) for c in pictured(mask))]
    assert survivors == []


def rows():
    """Scores with ties, infinities and NaN under any mask, rows with nothing to read among them."""
    dice = torch.Generator().manual_seed(5)
    for queries, keys in ((1, 1), (3, 7), (7, 7), (5, 12)):
        for _ in range(12):
            scores = torch.randint(-4, 5, (queries, keys), generator=dice) / 2
            strange = torch.rand(queries, keys, generator=dice)
            scores[strange < 0.06] = -INF
            scores[strange > 0.97] = NAN
            allowed = torch.rand(queries, keys, generator=dice) < 0.7
            allowed[0] = False
            yield scores, allowed


PARAMS = {
    "top_k": [{"keep": 1}, {"keep": 3}, {"keep": 256}],
    "threshold": [{"below": 0}, {"below": 10}, {"below": 200}],
    "block_gate": [{"size": 1, "blocks": 2}, {"size": 3, "blocks": 1}, {"size": 64, "blocks": 64}],
}


@every
@pytest.mark.parametrize("offset", [0, 4, None])
def test_it_does_what_a_plain_loop_does(mask, offset):
    loop = getattr(loops, mask.name)
    for scores, allowed in rows():
        for params in PARAMS[mask.name]:
            found = chosen(mask.name, params, scores, allowed, offset)
            for row in range(len(scores)):
                q = None if offset is None else row + offset
                expected = np.zeros(scores.shape[1], bool)
                expected[loop(scores[row].tolist(), allowed[row].tolist(), q, **params)] = True
                np.testing.assert_array_equal(found[row], expected, err_msg=f"{scores[row]} {q}")


@every
def test_it_opens_nothing_and_empties_no_row(mask):
    for scores, allowed in rows():
        for params in PARAMS[mask.name]:
            found = chosen(mask.name, params, scores, allowed)
            assert not (found & ~allowed).any()
            torch.testing.assert_close(found.any(dim=-1), allowed.any(dim=-1))


@every
def test_heads_and_texts_in_front_change_nothing(mask):
    scores = torch.randn(2, 3, 6, 6, generator=torch.Generator().manual_seed(1))
    allowed = torch.ones(6, 6, dtype=torch.bool).tril().expand(scores.shape)
    whole = chosen(mask.name, {}, scores, allowed)
    for text, head in np.ndindex(2, 3):
        alone = chosen(mask.name, {}, scores[text, head], allowed[text, head])
        torch.testing.assert_close(whole[text, head], alone)


def test_of_equal_scores_the_first_wins():
    scores = torch.tensor([[1.0, 2.0, 2.0, 2.0, 1.0]])
    allowed = torch.ones(1, 5, dtype=torch.bool)
    assert chosen("top_k", {"keep": 2}, scores, allowed).tolist() == [[0, 1, 1, 0, 0]]
    assert chosen("top_k", {"keep": 4}, scores, allowed).tolist() == [[1, 1, 1, 1, 0]]


def test_a_block_is_scored_as_the_mean_of_its_keys():
    """MoBA multiplies the query with the mean key of a block; all its keys are before the query."""
    dice = torch.Generator().manual_seed(9)
    q, keys = torch.randn(1, 16, generator=dice), torch.randn(24, 16, generator=dice)
    gate = (q @ keys.unflatten(0, (6, 4)).mean(dim=1).T)[0]
    best = {0, 5, *(1 + gate[1:5].topk(2).indices).tolist()}
    found = chosen("block_gate", {"size": 4, "blocks": 2}, q @ keys.T, torch.ones(1, 24) > 0, 23)
    assert {int(k) // 4 for k in found[0].nonzero()} == best


@every
def test_it_tells_its_story(mask):
    assert re.fullmatch(r"[A-Z][^.!?\n]*\.", mask.sentence) and len(mask.sentence) <= 90
    assert mask.inequality and mask.lesson.endswith(".") and len(mask.source) > 10
    assert mask.name == mask.choose.__name__ and mask.name not in MASKS
    assert mask.title not in [other.title for other in MASKS.values()]
    fields = {name for _, name, _, _ in Formatter().parse(mask.look) if name}
    assert fields <= set(mask.defaults) and mask.look.format(**mask.defaults).endswith(".")
    for p in mask.controls:
        assert p.help.endswith(".") and p.kind.problem(p.default) is None
    assert mask.code.startswith(f"def {mask.name}(") and '"""' not in mask.code
    assert not mask.facts


def test_a_picture_must_be_even():
    with pytest.raises(ValueError, match="equal lines"):
        _ = Scored("1 2", "## #").matrix
