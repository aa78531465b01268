"""The proof, against a run of the other text, and the four ways out against plain sums."""

import pytest
import torch

from maskviz.analysis.moves.moved import ends
from maskviz.analysis.running import outcome
from maskviz.analysis.secrets.hidden import hidden
from maskviz.analysis.secrets.proof import best, other_tokens, prove
from maskviz.analysis.secrets.ways import longer, own_row, pooled, shifted, written_out
from maskviz.settings.declared import STORY
from maskviz.settings.presets import PRESETS

SECRET = PRESETS["secrets"].values
SHORT = {"text": "The king said that Alice went home", "secret_kinds": ("name",)}
OWNERS = {**PRESETS["packed"].values, "mask": "owner"}


@pytest.fixture(scope="module")
def proofs(seen):
    def made(how="word", **changes):
        view = seen(**changes)
        return view, [prove(view, one, how) for one in hidden(view)]

    return made


@pytest.mark.parametrize("how", ("word", "noise"))
@pytest.mark.parametrize("model", ("gpt", "bert"))
@pytest.mark.parametrize(
    "changes",
    [
        {**SECRET},
        {**SECRET, "sensitive.rows": 1},
        {**SECRET, "mask": "levels"},
        {**SECRET, "mask": "levels", "and_causal": False},
        {**OWNERS},
        {**OWNERS, "and_causal": False},
    ],
)
def test_the_masks_for_secrets_keep_them_in_every_bit(proofs, how, model, changes):
    view, found = proofs(how, model=model, **changes)
    assert found
    for proof in found:
        assert proof.kept and proof.cell is None and proof.depth is None
        others = list(proof.hidden.others)
        assert torch.equal(view.run.logits[0, others], proof.done.after.logits[0, others])
        assert set(proof.done.rows) <= set(range(len(view.ids))) - set(others)


def test_another_value_is_the_run_of_another_text(proofs):
    view, (proof,) = proofs(**SECRET)
    ids = view.ids.clone()
    ids[list(proof.hidden.tokens)] = torch.tensor(other_tokens(view, proof.hidden))
    assert (ids[list(proof.hidden.tokens)] != view.ids[list(proof.hidden.tokens)]).all()
    other = outcome(view.shipped, ids, view.allowed, view.settings.recipe).run
    assert torch.equal(other.logits, proof.done.after.logits)


def test_a_causal_mask_keeps_nothing_from_later_rows_and_names_the_cell(proofs):
    view, (proof,) = proofs(**{**SECRET, "mask": "causal"})
    first = proof.hidden.tokens[0]
    assert set(proof.moved) == {row for row in proof.hidden.others if row > first}
    layer, _, q, k = proof.cell
    assert layer == 0 and proof.depth == 1 and q in proof.moved and k in proof.hidden.tokens
    assert view.allowed["self"][0, 0, 0, q, k]


def test_a_layer_that_keeps_its_own_mask_lets_it_out_late(proofs):
    _, (proof,) = proofs(**{**SECRET, "layers": (0, 1)})
    assert proof.cell[0] == 2 and proof.depth == 3
    assert proof.done.moved.same[:3, list(proof.hidden.others)].all()


def test_a_score_of_0_lets_it_out_though_no_cell_is_open(proofs):
    _, (proof,) = proofs(**{**SECRET, "blocking": "zero"})
    assert not proof.kept and proof.cell is None and proof.done.beyond.leak > 0.01


def test_its_own_row_moves_and_predicts_something_else(proofs):
    view, (proof,) = proofs(**SECRET, **{"sensitive.rows": 1})
    found = own_row(view, proof)
    apart = (proof.done.after.logits - view.run.logits)[0, found.row].abs().max()
    assert found.row == proof.hidden.tokens[-1]
    assert found.moved == pytest.approx(float(apart), rel=1e-5) and found.moved > 1
    assert found.before.token == int(view.run.logits[0, found.row].argmax())
    assert found.after == best(view, proof.done.after, found.row)


def test_the_pooled_vector_carries_it_and_that_of_the_others_does_not(proofs):
    view, (proof,) = proofs(**SECRET)
    found = pooled(view, proof)
    rows = [ends(run.residual["self"])[-1][0] for run in (view.run, proof.done.after)]
    a, b = (sum(x[i].double() for i in range(len(x))) / len(x) for x in rows)
    assert found.moved == pytest.approx(float((b - a).norm()), rel=1e-4)
    assert found.length == pytest.approx(float(a.norm()), rel=1e-4)
    cosine = float(a @ b / a.norm() / b.norm())
    assert found.cosine == pytest.approx(cosine, rel=1e-5) and cosine < 0.999
    assert found.without == 0.0 and found.same


def test_without_its_mask_the_others_carry_it_too(proofs):
    view, (proof,) = proofs(**{**SECRET, "mask": "causal"})
    found = pooled(view, proof)
    assert not found.same and found.without > 0.1


@pytest.mark.parametrize("pad", ({}, {"pad_to": 24}, {"pad_to": 24, "pad_side": "left"}))
def test_its_length_moves_the_rows_after_it_and_none_before(proofs, seen, pad):
    view, (proof,) = proofs(**SHORT, mask="sensitive", **pad)
    found = longer(view, proof)
    name = proof.hidden.tokens[0]
    other = seen(
        **{**SHORT, "text": SHORT["text"].replace("Alice", "Alice Alice")},
        mask="sensitive",
        **pad,
    )
    first, shift = int(view.real.nonzero()[0]), int(other.real.nonzero()[0])
    after = range(name + 1, int(view.real.nonzero()[-1]) + 1)
    moved = [
        (other.run.logits[0, row + 1 + shift - first] - view.run.logits[0, row]).abs().max()
        for row in after
    ]
    assert (found.tokens, found.more, found.rows) == (1, 1, len(moved))
    assert found.moved == pytest.approx(float(max(moved)), rel=1e-5) and found.moved > 0.1
    assert found.before < 1e-3


def test_clicked_tokens_are_where_they_were_in_the_longer_text(proofs):
    assert shifted((1, 4, 9), (4,), 2) == (1, 4, 5, 6, 11)
    assert shifted((1, 9), (3, 4), 1) == (1, 10)
    text = "The king said that it went home"
    view, (proof,) = proofs(text=text, secret_kinds=(), picks={"secret": (5,)}, mask="sensitive")
    assert proof.hidden.tokens == (5,) and proof.kept
    assert longer(view, proof).moved > 0.1


def test_the_link_and_the_file_have_its_words(proofs):
    view, (proof,) = proofs(**SHORT, mask="sensitive")
    found = written_out(view, proof)
    assert (found.words, found.link, found.file) == ("Alice", True, True)
    assert found.characters > 20


def test_a_link_that_carries_no_text_opens_it_all_the_same(proofs):
    view, (proof,) = proofs(text=STORY, mask="sensitive", secret_kinds=("name",))
    assert written_out(view, proof).link
