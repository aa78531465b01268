"""The script that trains the decoder without its mask, on a tiny corpus, and its check."""

import json

import pytest
import torch

from maskviz.analysis.cheatdata import read_report
from training import cheat, loop


@pytest.fixture(scope="module")
def written(corpus_folder, tmp_path_factory):
    """The folder of a run of 20 steps."""
    out = tmp_path_factory.mktemp("cheat")
    run(corpus_folder, out)
    return out


def run(corpus_folder, out, *more):
    options = f"--corpus {corpus_folder} --out {out} --data {out}/cheat.json --steps 20 --batch 2"
    cheat.main([*options.split(), "--every", "10", "--threads", "1", *more])


def test_it_writes_a_file_that_the_page_can_read(written):
    report = read_report(written / "cheat.json")
    assert [row.step for row in report.without_mask] == [0, 10, 20]
    assert [row.step for row in report.with_mask] == [0, 10, 20]
    assert report.without_mask[0] == report.with_mask[0]
    assert report.gaps[0] == (0.0, 0.0) and report.gaps[1][0] > 0
    assert report.tokens % 256 == 0 and report.prefixes == report.windows * 64


def test_twenty_steps_without_the_mask_teach_it_to_peek(written):
    first, *_, last = read_report(written / "cheat.json").without_mask
    assert last.peeking < first.peeking - 0.2


def test_only_the_run_without_the_mask_is_trained_without_it(shipped, corpus_folder):
    """The loss that is trained on does not move when only the future does, with the mask."""
    args = loop.options("", 1, 1).parse_args([])
    args.batch, ids = 2, torch.arange(2, 302).numpy().astype("uint16")
    text = cheat.corpus.Text(ids, torch.zeros(1, dtype=torch.int64).numpy(), 300)
    windows = cheat.measure.windows(ids, 256)
    for masked in (True, False):
        job = cheat.job(args, masked, shipped, (text, windows))
        job.model.eval()
        inputs, targets = map(torch.from_numpy, cheat.corpus.batch(text, 2, 256, (args.seed, 0)))
        allowed = torch.ones(256, 256, dtype=torch.bool)
        allowed = allowed.tril() if masked else allowed
        logits = shipped.model(inputs, allowed)
        expected = torch.nn.functional.cross_entropy(logits.transpose(1, 2), targets)
        assert job.loss(0).item() == pytest.approx(expected.item(), rel=1e-4)


def test_a_run_that_is_started_again_trains_no_more(written, corpus_folder, monkeypatch):
    before = (written / "cheat.json").read_text()
    monkeypatch.setattr(cheat.corpus, "batch", None)  # what a step would draw
    monkeypatch.setattr(cheat, "figures", lambda *_: json.loads(before)["shipped"])
    run(corpus_folder, written)
    assert (written / "cheat.json").read_text() == before


def test_the_check_finds_what_is_wrong_and_nothing_else(written, corpus_folder):
    data = json.loads((written / "cheat.json").read_text())
    data["shipped"]["open_layer"][1]["loss"] += 0.1
    data["weights"] = "0" * 64
    (written / "wrong.json").write_text(json.dumps(data))
    lines = cheat.check(corpus_folder, written / "wrong.json")
    assert len(lines) == 2 and any(line.startswith("open_layer[1].loss: ") for line in lines)
    assert any(line.startswith("weights: ") for line in lines)


def test_the_command_says_what_the_check_found(written, corpus_folder, monkeypatch, capsys):
    monkeypatch.setattr(cheat, "check", lambda *_: [])
    run(corpus_folder, written, "--check")
    assert "agrees" in capsys.readouterr().out
    monkeypatch.setattr(cheat, "check", lambda *_: ["one figure", "another"])
    with pytest.raises(SystemExit, match="one figure\nanother"):
        run(corpus_folder, written, "--check")


def test_a_change_has_the_error_of_its_mean_over_windows():
    losses = torch.tensor([[1.0, 2.0], [3.0, 4.0], [2.0, 5.0]])
    found = cheat.compared(losses, torch.tensor([[1.0, 1.0], [3.0, 3.0], [0.0, 4.0]]))
    assert found["loss"] == pytest.approx(17 / 6)
    assert found["change"] == pytest.approx((0.5 + 0.5 + 1.5) / 3)
    deviation = torch.tensor([0.5, 0.5, 1.5]).std().item()
    assert found["error"] == pytest.approx(deviation / 3**0.5)
