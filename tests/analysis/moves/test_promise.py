"""Promises of masks, kept and not, each with the reason that a reader finds by hand."""

import math
from itertools import product

import pytest
import torch

from maskviz.analysis.moves import promise as module
from maskviz.analysis.moves.change import changed_run, noise
from maskviz.analysis.moves.promise import (
    MOST_RUNS,
    documents,
    future,
    keep_promise,
    padding,
    promises,
)
from maskviz.settings.presets import PRESETS

PACKED, PADDED = PRESETS["packed"].values, PRESETS["batch"].values


def kept(view, promise=future):
    return keep_promise(view, promise(view))


@pytest.mark.parametrize("mask", ("causal", "sliding_window", "top_k", "strict_causal"))
def test_a_causal_mask_never_reads_the_future(seen, mask):
    found = kept(seen(mask=mask))
    assert (found.verdict, found.control, found.worst) == ("kept", True, None)


def test_an_open_head_reads_it_and_is_named(seen):
    heads = {str(head): "causal()" for head in range(6)} | {"3": "full()"}
    found = kept(seen(each=True, slots=heads, mask="causal", head=0, and_causal=False))
    assert found.verdict == "broken" and found.farthest > 0.1
    layer, head, q, k = found.cell
    assert (layer, head) == (0, 3) and k > q and found.depth == 1


@pytest.mark.parametrize(
    ("blocking", "fill", "verdict"),
    [
        ("add", "-3", "broken"),
        ("add", "-100", "kept"),
        ("write", "-3", "broken"),
        ("zero", "-3", "broken"),
        ("after", "-3", "broken"),
        ("renormalised", "-3", "rounding"),
        ("infinity", "-3", "kept"),
    ],
)
def test_how_a_score_is_blocked_decides(seen, blocking, fill, verdict):
    found = kept(seen(mask="causal", blocking=blocking, fill=fill))
    assert found.verdict == verdict
    assert found.cell is None and found.depth is None  # no cell of the mask is to blame


def test_the_worst_is_the_largest_that_any_trial_finds(seen):
    view = seen(mask="full", and_causal=False, text="The cat sat on")
    promise, far = future(view), []
    for trial in promise.trials:
        run = changed_run(view, noise(view, trial.changed, seed=trial.changed[0]))
        apart = (run.logits - view.run.logits)[0].abs()
        far += [float(apart[row].max()) for row in trial.still]
    assert kept(view).farthest == pytest.approx(max(far), rel=1e-4)


def test_every_row_has_its_future_changed(seen):
    view = seen(mask="causal")
    n = len(view.ids)
    told = {pair for t in future(view).trials for pair in product(t.still, t.changed)}
    assert told == {(q, k) for q in range(n) for k in range(n) if k > q}


def test_a_long_text_is_cut_and_says_how_much_is_left_out(seen):
    view = seen(mask="causal", text="word " * 90)
    promise = future(view)
    assert len(promise.trials) == MOST_RUNS
    assert promise.left_out == len(view.ids) - 1 - MOST_RUNS


@pytest.mark.parametrize(("side", "and_padding"), [("right", True), ("left", True)])
def test_nobody_reads_padding(seen, side, and_padding):
    view = seen(**{**PADDED, "pad_side": side, "and_padding": and_padding})
    assert kept(view, padding).verdict == "kept"


def test_padding_on_the_right_needs_no_mask_under_a_causal_one_and_on_the_left_it_does(seen):
    bare = {**PADDED, "mask": "causal", "and_padding": False}
    assert kept(seen(**bare), padding).verdict == "kept"
    found = kept(seen(**{**bare, "pad_side": "left"}), padding)
    assert found.verdict == "broken"
    _, _, q, k = found.cell
    assert k < q


def test_documents_are_apart_with_their_mask_alone(seen):
    assert kept(seen(**PACKED), documents).verdict == "kept"
    found = kept(seen(**{**PACKED, "mask": "causal"}), documents)
    assert found.verdict == "broken" and found.cell is not None


def test_a_text_without_padding_promises_nothing_about_it(seen):
    assert [p.name for p in promises(seen(text="The cat sat", mask="causal"))] == ["future"]


def test_a_row_that_becomes_nan_is_the_worst(seen, monkeypatch):
    def poisoned(view, places, seed=0):
        change = noise(view, places, seed)
        return type(change)(change.places, torch.full_like(change.vectors, math.nan))

    monkeypatch.setattr(module, "noise", poisoned)
    found = kept(seen(text="The cat sat", mask="causal"))
    assert found.verdict == "broken" and math.isnan(found.farthest)
