"""Runs are remembered by what they were made from, in so many bytes and no more."""

import torch

from maskviz.analysis.remembered import Remembered, bytes_of
from maskviz.analysis.view import make_view


def test_a_look_elsewhere_runs_no_model_and_a_change_does(view, monkeypatch):
    runs = []
    monkeypatch.setattr("maskviz.analysis.remembered.RUNS", Remembered(64_000_000, bytes_of))
    first = view(mask="sliding_window", **{"sliding_window.window": 3})
    model = first.shipped.model
    whole = type(model).run
    monkeypatch.setattr(
        type(model), "run", lambda *given, **named: runs.append(1) or whole(*given, **named)
    )

    def again(**changes):
        return make_view(first.settings.but(**changes).stored(), first.shipped)

    for look in ({"layer": 3}, {"head": 2}, {"locked": (5, 1)}, {"output": "projected"}):
        assert again(**look).run is first.run
    assert not runs
    for change in (
        {"sliding_window.window": 2},
        {"text": "The cat sat on the mat and saw"},
        {"layers": (0,)},
        {"and_causal": False, "mask": "full"},
        {"blocking": "add"},
        {"divide": "nothing"},
        {"precision": "bfloat16"},
        {"bias": "alibi"},
    ):
        seen = again(**change)
        assert seen.run is not first.run, change
        fresh = whole(
            model,
            seen.ids[None],
            seen.allowed["self"],
            seen.settings.recipe,
            score_mods=seen.score_mods.get("self", ()),
        )
        torch.testing.assert_close(seen.run.logits, fresh.logits)


def test_the_oldest_go_when_the_bytes_are_spent(view):
    outcomes = [view(mask="sliding_window", **{"sliding_window.window": n}).done for n in (1, 2, 3)]
    size = bytes_of(outcomes[0])
    tensors = outcomes[0].run.residual["self"]
    assert size > sum(stop.x.nbytes for stop in tensors)
    kept, made = Remembered(2 * size, bytes_of), []

    def make(n):
        return kept.get(n, lambda: made.append(n) or outcomes[n])

    for n in (0, 1, 0, 2, 0, 1):
        assert make(n) is outcomes[n]
    assert made == [0, 1, 2, 1]
    assert kept.bytes == 2 * size == sum(size for _, size in kept.found.values())
    tiny = Remembered(size - 1, bytes_of)
    assert tiny.get(0, lambda: outcomes[0]) is outcomes[0] and not tiny.found
