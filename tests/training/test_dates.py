"""The dates scripts: they learn, ship only what is good, and notice a card that flatters."""

import json
import sys

import pytest
import torch

from maskviz.models import load
from maskviz.models.tokenizer import PAD
from training import dates, dates_card, dates_figures
from training.alignment import alignment, places
from training.dates import SHAPE, SOURCE, TARGET, sources, targets
from training.spellings import KNOWN, NEW, spell


def run(out, *words):
    options = f"--out {out} --steps 20 --batch 8 --every 10 --threads 1"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["training.dates", *options.split(), *words])
        dates.main()


def rows(folder):
    return [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The folders of two runs of 20 steps, with the padding mask and without."""
    masked, unmasked = (tmp_path_factory.mktemp(name) for name in ("masked", "unmasked"))
    run(masked)
    run(unmasked, "--no-padding-mask")
    return masked, unmasked


@pytest.fixture(scope="module")
def few():
    """Everything is measured, on few texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates_figures, "EACH", 1)
        patch.setattr(dates_figures, "EACH_NEW", 2)
        patch.setattr(dates_figures, "ADDED", (0, 2))
        for texts in (dates_figures.held_out, dates_figures.never_seen):
            texts.cache_clear()
        yield
    for texts in (dates_figures.held_out, dates_figures.never_seen):
        texts.cache_clear()


@pytest.fixture(scope="module")
def package(trained, few, tmp_path_factory):
    """Both tiny runs, shipped by the command into a folder of their own."""
    folder = tmp_path_factory.mktemp("package")
    masked, unmasked = trained
    command = f"--run {masked} --unmasked {unmasked} --batch 8 --threads 1 --package {folder}"
    with pytest.raises(SystemExit, match=r"not shipped: .*% of the held-out texts are right"):
        dates_card.main([*command.split(), "--ship"])
    assert not list(folder.iterdir())
    dates_card.main([*command.split(), "--ship", "--least", "0"])
    return folder


def test_twenty_steps_bring_the_loss_down(trained):
    for folder in trained:
        found = rows(folder)
        assert [r["step"] for r in found] == [10, 20]
        assert found[1]["held_out"] < found[0]["held_out"]


def test_both_runs_see_the_same_but_for_the_mask(trained):
    states = [torch.load(f / "checkpoint.pt", weights_only=True)["model"] for f in trained]
    pad = [s["embed_source.weight"][PAD] for s in states]
    torch.manual_seed(1)
    new = dates.Dates(SHAPE).embed_source.weight[PAD]
    assert torch.nn.functional.cosine_similarity(pad[0], new, dim=0) > 0.9999  # decayed, unlearned
    assert torch.nn.functional.cosine_similarity(pad[1], new, dim=0) < 0.9999


def test_texts_become_padded_rows():
    rows = sources(["3.5.79", "May"], 8)
    assert rows.shape == (2, 8)
    assert [SOURCE.decode(row) for row in rows.tolist()] == ["3.5.79", "May"]
    assert (rows != PAD).tolist() == [[True] * 6 + [False] * 2, [True] * 3 + [False] * 5]
    left = sources(["May"], 8, side="left")
    assert (left != PAD).tolist() == [[False] * 5 + [True] * 3]
    spelling = spell(dates_figures.held_out()[0].date, KNOWN[0])
    assert TARGET.decode(targets([spelling])[0].tolist()) == spelling.text


def test_what_was_shipped_loads_and_its_card_is_true(package, capsys):
    shipped = load("dates", folder=package)
    card = shipped.card
    assert card["training"]["texts_seen"] == 160 and card["training"]["padding_mask"]
    assert not card["unmasked"]["training"]["padding_mask"]
    assert card["held_out"]["texts"] == 2 * len(KNOWN)
    assert card["new_templates"]["texts"] == 2 * len(NEW)
    dates_card.main(f"--package {package} --threads 1 --check".split())
    assert "agrees" in capsys.readouterr().out


def test_a_card_that_flatters_is_caught(package):
    path = package / "dates.card.json"
    honest = path.read_text("utf-8")
    card = json.loads(honest)
    card["padding"]["exact"]["both_open"]["48"] += 0.05
    path.write_text(json.dumps(card), "utf-8")
    wrong = dates_card.check(package)
    path.write_text(honest, "utf-8")
    assert len(wrong) == 1 and wrong[0].startswith("padding.exact.both_open.48: the card says")


def test_a_log_of_another_run_is_noticed(trained, few, tmp_path):
    for name in ("tokenizer.json", "dates.safetensors"):
        (tmp_path / name).write_bytes((trained[0] / name).read_bytes())
    (tmp_path / "log.jsonl").write_text(json.dumps({"step": 9, "held_out": 0.5}) + "\n")
    with pytest.raises(SystemExit, match=r"the log's best step 9 has held-out loss 0\.500"):
        dates_card.main(f"--run {tmp_path} --unmasked {trained[1]} --threads 1".split())


def test_what_is_unfit_is_told_with_both_numbers():
    def card(exact=0.995, size=500_000):
        weights = {"weights": {"bytes": size}}
        return {"held_out": {"exact": exact}, **weights, "unmasked": weights}

    assert dates_card.unfit(card(), 0.99) is None
    assert "98.0%" in dates_card.unfit(card(0.98), 0.99)
    assert dates_card.unfit(card(float("nan")), 0.99)
    assert "1,600,000 bytes, at most 1,500,000" in dates_card.unfit(card(size=800_000), 0.99)


def test_the_characters_of_each_part_are_counted_once():
    spelling = spell(dates_figures.held_out()[0].date.replace(1979, 5, 3), "{wd} {d} {mon}, {y}")
    marks = places([spelling], 20)[0]  # Thu 3 May, 1979
    assert marks[:, :15].sum(dim=0).tolist() == [1] * 15 and not marks[:, 15:].any()
    found = ["".join(c for c, m in zip(spelling.text, row, strict=False) if m) for row in marks]
    assert found == ["1979", "May", "3", "Thu  , "]


def test_a_head_that_looks_everywhere_alike_gives_each_part_its_share_of_characters():
    """Queries of zero: every score is equal."""
    torch.manual_seed(0)
    model = dates.Dates(SHAPE).eval().requires_grad_(False)
    for block in model.decoder_blocks:
        block.cross.query.weight.zero_()
    found = alignment(model, dates_figures.held_out()[:20])
    for head in found["heads"]:
        for shares in head["writing"].values():
            assert shares == pytest.approx(found["characters"], abs=1e-5)
            assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
