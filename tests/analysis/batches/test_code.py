"""The program of a batch, executed and compared with what ran."""

import pytest
import torch

from maskviz.analysis.batches.code import batch_code
from maskviz.analysis.batches.given import given
from maskviz.analysis.reading import make_batch
from maskviz.libraries.export import NotExpressible
from tests.analysis.batches.conftest import TEXTS
from tests.states import state

MASKS = {
    "causal": {"mask": "causal"},
    "window": {"mask": "sliding_window"},
    "full": {"mask": "full", "and_causal": False},
    "no padding mask": {"mask": "full", "and_padding": False},
    "of tokens": {"mask": "same_class"},
    "of words": {"mask": "same_word", "and_causal": False, "and_padding": False},
    "documents": {"mask": "document_causal"},
    "by head": {"mask": "random"},
    "typed": {"mask": "typed", "typed_rule": "k <= q and (q - k < 3 or special[k] == 1)"},
    "a layer that keeps its own": {"mask": "chunk", "layers": (0, 2), "layer": 1},
    "last queries": {"mask": "causal", "queries": 3},
}


def executed(code):
    names = {}
    exec(compile(code, "<batch>", "exec"), names)
    return names


def agrees(found):
    names, batch = executed(batch_code(found)), found.batch
    assert torch.equal(names["ids"], batch.ids) and torch.equal(names["real"], batch.real)
    assert ("position" in names) == (found.position is not None)
    if found.position is not None:
        assert torch.equal(names["position"], found.position)
    queries = min(found.settings.queries or batch.ids.shape[1], batch.ids.shape[1])
    as_run = found.allowed[found.settings.layer][:, :, -queries:]
    allowed = names["allowed"]
    assert torch.equal(allowed.expand(as_run.shape), as_run)
    assert torch.equal(names["added"] == 0, allowed) and (names["added"][~allowed] < -1e9).all()
    q, k = torch.randn(3, 6, queries, 8), torch.randn(3, 6, batch.ids.shape[1], 8)
    assert names["attend"](q, k, k).shape == (3, 6, queries, 8)


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", MASKS)
def test_the_program_makes_what_ran(batched, name, side):
    agrees(batched(**MASKS[name], pad_side=side))


@pytest.mark.parametrize("counted", [True, False])
def test_of_the_encoder_with_position_ids_and_without(batched, counted):
    agrees(batched("bert", pad_side="left", position_ids=counted))


def test_a_mask_for_each_head(models):
    slots = {"0": "causal()", "3": "chunk(size=3)"}
    settings = state(slots=slots, **TEXTS, each=True, mask="causal")
    agrees(given(settings, models["gpt"], make_batch(settings, models["gpt"])))


def test_a_text_without_a_token(batched):
    agrees(batched(length_3=0, pad_side="left"))


def test_a_mask_that_needs_scores_has_no_program(batched):
    with pytest.raises(NotExpressible, match="Top-k"):
        batch_code(batched(mask="top_k"))
