"""The training script: it learns, it stops, it goes on where it stopped."""

import json

import pytest
import torch
from safetensors.torch import load_file

from training import corpus, gpt
from training.loop import learning_rate


class PowerCut(Exception):
    """What ends a run in the middle."""


def rows(folder):
    return [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


def test_twenty_steps_bring_the_loss_down(trained):
    found = rows(trained)
    assert [r["step"] for r in found] == [5, 10, 15, 20]
    assert found[-1]["held_out"] < found[0]["held_out"]
    assert all(r["bits_per_character"] > 0 for r in found)


def test_a_run_that_was_cut_goes_on_to_the_same_losses(trained, train, tmp_path, monkeypatch):
    """Cut between two checkpoints: steps 11 to 13 are done again, with the same draws."""
    draw, drawn = corpus.batch, []

    def until_the_power_fails(*args):
        drawn.append(args)
        if len(drawn) > 13:
            raise PowerCut
        return draw(*args)

    with monkeypatch.context() as patch:
        patch.setattr(gpt.corpus, "batch", until_the_power_fails)
        with pytest.raises(PowerCut):
            train(tmp_path)
    assert [r["step"] for r in rows(tmp_path)] == [5, 10]
    train(tmp_path)
    whole, broken = rows(trained), rows(tmp_path)
    assert [r["step"] for r in broken] == [5, 10, 15, 20]
    for one, other in zip(whole, broken, strict=True):
        assert other["loss"] == pytest.approx(one["loss"], rel=1e-5)
        assert other["held_out"] == pytest.approx(one["held_out"], rel=1e-5)
    ends = [torch.load(f / "checkpoint.pt", weights_only=True) for f in (trained, tmp_path)]
    for name, weight in ends[0]["model"].items():
        torch.testing.assert_close(ends[1]["model"][name], weight, atol=1e-5, rtol=0)


def test_a_finished_run_that_is_started_again_changes_nothing(trained, train, tmp_path):
    for name in ("tokenizer.json", "checkpoint.pt", "log.jsonl", "gpt.safetensors"):
        (tmp_path / name).write_bytes((trained / name).read_bytes())
    train(tmp_path)
    assert rows(tmp_path) == rows(trained)


def test_the_saved_weights_are_those_of_the_best_step(trained):
    """fp16 of the checkpoint, as the last step of this run was its best."""
    best = min(rows(trained), key=lambda r: r["held_out"])
    saved = load_file(trained / "gpt.safetensors")
    state = torch.load(trained / "checkpoint.pt", weights_only=True)
    assert best["step"] == state["step"] == 20 and state["best"] == best["held_out"]
    assert saved.keys() == state["model"].keys()
    assert all(torch.equal(saved[n], w.half()) for n, w in state["model"].items())


def test_the_learning_rate_rises_stays_and_falls():
    rates = [learning_rate(step, 1_000) for step in range(1_000)]
    assert rates[0] == 0.01 and rates[99:500] == [1.0] * 401
    assert rates[-1] == pytest.approx(1 / 450) and rates[550:] == sorted(rates[550:], reverse=True)
