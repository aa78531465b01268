"""What a head is worth, against the model's own forward pass with a weight or a mask changed."""

from copy import deepcopy

import pytest
import torch
import torch.nn.functional as F

from maskviz.analysis.heads.bands import attention_of, bands
from maskviz.analysis.heads.changed import changed_runs
from maskviz.analysis.heads.habits import habits
from maskviz.analysis.heads.states import state_of
from maskviz.analysis.heads.worth import worth
from maskviz.analysis.view import make_view
from maskviz.models import PLANS, load
from maskviz.settings.declared import Settings

KING = "The king asked the princess what she had seen"


def view_of(name, **changes):
    return make_view(Settings.of(**{**PLANS[name].opening, "model": name, **changes}), load(name))


@pytest.fixture(scope="module")
def causal():
    return view_of("gpt", mask="causal", text=KING, layer=2, head=3)


def lost_by_cut_weights(view, layer, head):
    """The loss of torch's own pass through a copy whose projection takes nothing of a head."""
    model = deepcopy(view.shipped.model)
    width = view.shipped.shape.d_head
    with torch.inference_mode(False), torch.no_grad():
        weight = model.blocks[layer].attention.project.weight
        weight[:, head * width : (head + 1) * width] = 0
        logits = model(view.ids[None])[0]
    return F.cross_entropy(logits[:-1], view.ids[1:]).item()


def test_a_silent_head_is_a_projection_that_takes_nothing_of_it(causal):
    found = worth(causal)
    assert found.tokens == len(causal.ids) - 1 and found.name == "the text"
    assert found.silent.shape == found.open.shape == (4, 6)
    for layer, head in ((0, 0), (1, 4), (3, 5)):
        assert found.silent[layer, head].item() == pytest.approx(
            lost_by_cut_weights(causal, layer, head), abs=1e-4
        )
    assert found.lost("silence").abs().max() > 1e-3


def test_an_open_head_has_the_full_mask_and_the_others_keep_theirs(causal):
    n, found = len(causal.ids), worth(causal)
    model, (layer, head) = causal.shipped.model, (1, 4)
    mask = torch.ones(n, n, dtype=torch.bool).tril().expand(4, 1, 6, n, n).clone()
    mask[layer, 0, head] = True
    with torch.inference_mode():
        x, turn = model.start(causal.ids[None])
        for block, allowed in zip(model.blocks, mask, strict=True):
            x = block(x, turn, allowed)
        logits = model.logits(model.norm(x))[0]
    expected = F.cross_entropy(logits[:-1], causal.ids[1:]).item()
    assert found.open[layer, head].item() == pytest.approx(expected, abs=1e-4)
    assert expected != pytest.approx(found.usual, abs=1e-3)


CASES = [
    ("gpt", {"text": KING, "mask": "chunk", "chunk.size": 3, "layers": (0, 2)}),
    ("gpt", {"text": KING, "mask": "full", "bias": "alibi", "layers": ()}),
    ("bert", {"text": "The king [MASK] the princess", "pad_to": 12}),
    ("dates", {"part": "cross"}),
    ("dates", {"part": "decoder", "mask": "causal"}),
]


@pytest.mark.parametrize("way", ["silence", "open"])
@pytest.mark.parametrize("name, changes", CASES)
def test_a_batch_of_changes_is_what_the_playground_runs_for_each(name, changes, way):
    """An empty mask gives zeros, so a silent head is a state of the playground as well."""
    view = view_of(name, **changes)
    heads = [(0, 1), (1, 0)]
    runs = changed_runs(view, heads, way)
    for row, head in enumerate(heads):
        again = make_view(state_of(view, head, way), view.shipped)
        if name == "dates":  # it writes another answer then; the batch was given the first one
            layer = runs.heads[view.part][head[0]]
            found = again.run.heads[view.part][head[0]]
            assert again.allowed[view.part][head[0], 0, head[1]].any() == (way == "open")
            if view.part == "cross":  # the first row has read `<s>` alone either way
                torch.testing.assert_close(
                    layer.projected[row, 0], found.projected[0, 0], atol=1e-4, rtol=0
                )
            continue
        torch.testing.assert_close(runs.logits[row], again.run.logits[0], atol=2e-4, rtol=0)
        moved = (runs.logits[row] - view.run.logits[0]).abs().max()
        nothing_to_open = name == "bert" and way == "open"
        assert moved < 1e-4 if nothing_to_open else moved > 1e-2


def test_rows_of_a_batch_do_not_depend_on_how_many_there_are(causal):
    together = changed_runs(causal, [(0, 1), (2, 2)], "silence").logits
    alone = changed_runs(causal, [(2, 2)], "silence").logits
    torch.testing.assert_close(together[1:], alone, atol=1e-4, rtol=0)


def test_a_head_that_goes_by_its_scores_is_opened_alone():
    view = view_of("gpt", text=KING, mask="top_k", and_causal=False, **{"top_k.keep": 1})
    run = changed_runs(view, [(1, 2)], "open").heads["self"][1].trace
    assert run.allowed[0, 2].all() and (run.allowed[0, 3].sum(dim=-1) == 1).all()
    with pytest.raises(ValueError, match="run of its own"):
        changed_runs(view, [(1, 2), (1, 3)], "open")
    assert worth(view).open.isfinite().all()


@pytest.mark.parametrize("name, part", [("gpt", "self"), ("bert", "self"), ("dates", "cross")])
def test_the_projection_adds_up_what_it_makes_of_each_head(name, part):
    view = view_of(name, part=part)
    made = bands(attention_of(view.shipped, view.part, 1), view.run.heads[view.part][1], 2)
    assert torch.equal(made.heads.flatten(), made.concatenated)
    torch.testing.assert_close(made.given.sum(dim=0), made.projected, atol=1e-5, rtol=1e-4)
    layer = view.run.heads[view.part][1]
    torch.testing.assert_close(made.projected, layer.projected[0, 2])


def test_habits_are_means_of_the_weights(causal):
    found = habits(causal)
    for layer, head in ((0, 0), (2, 3)):
        weights = causal.run.heads["self"][layer].trace.weights[0, head].tolist()
        n = len(weights)
        later = range(1, n)
        assert found.itself[layer, head].item() == pytest.approx(
            sum(weights[q][q] for q in range(n)) / n, abs=1e-5
        )
        assert found.previous[layer, head].item() == pytest.approx(
            sum(weights[q][q - 1] for q in later) / (n - 1), abs=1e-5
        )
        assert found.first[layer, head].item() == pytest.approx(
            sum(weights[q][0] for q in later) / (n - 1), abs=1e-5
        )


def test_habits_leave_padding_out():
    alone = habits(view_of("gpt", mask="causal", text=KING))
    padded = habits(view_of("gpt", mask="causal", text=KING, pad_to=16, pad_side="left"))
    for name in ("previous", "itself", "first", "entropy"):
        torch.testing.assert_close(getattr(padded, name), getattr(alone, name), atol=1e-4, rtol=0)
    assert habits(view_of("dates")).previous.isnan().all()
