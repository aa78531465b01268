"""The model card: measured, compared, and the gate that weights pass to be shipped."""

import json
import math

import numpy as np
import pytest
import torch

from maskviz.masks.catalogue import MASKS
from maskviz.models import load
from maskviz.models.gpt import GPT, Shape
from maskviz.models.tokenizer import START
from training import costs
from training.card import differences, rounded
from training.gpt_card import main, unfit
from training.measure import held_out, losses, under, windows


@pytest.fixture(scope="module")
def tiny():
    torch.manual_seed(0)
    model = GPT(Shape(vocab=50, layers=2, heads=2, d_model=16, context=8)).eval()
    return model.requires_grad_(False)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 20, 24])
@pytest.mark.parametrize("step", [None, 4, 3])
def test_windows_count_every_token_once_and_in_order(length, step):
    ids = np.arange(2, 2 + length)
    text = windows(ids, 8, step)
    assert text.targets[text.counted].tolist() == ids.tolist()
    assert (text.inputs[:, 0] == START).all()
    assert (text.inputs[:, 1:] == text.targets[:, :-1]).all()


def test_overlapping_windows_give_each_token_a_past():
    text = windows(np.arange(2, 40), 8, 4)
    places = text.counted[1:].nonzero()[:, 1]
    assert places.min() == 4


def test_held_out_figures_by_hand(tiny):
    """A decoder that always says the same: the loss is that of its one distribution."""
    with torch.no_grad():
        weight = tiny.embed.weight.clone()
        tiny.embed.weight.zero_()
    found = held_out(tiny, np.arange(2, 32), characters=60)
    tiny.embed.weight.copy_(weight)
    assert found["loss"] == pytest.approx(math.log(50))
    assert found["perplexity"] == pytest.approx(50)
    assert found["bits_per_character"] == pytest.approx(math.log2(50) / 2)
    assert found["accuracy"] == 0


def test_a_causal_mask_in_every_layer_is_the_model_itself(tiny):
    text = windows(np.random.default_rng(0).integers(2, 50, 40), 8)
    causal = torch.ones(8, 8, dtype=torch.bool).tril().expand(2, 8, 8)
    plain = losses(tiny, text)[0].mean().exp().item()
    assert under(tiny, text, causal)["perplexity"] == pytest.approx(plain, rel=1e-4)


def test_cards_are_compared_figure_by_figure():
    said = {"a": 1.0, "b": {"c": [1, 2.0, "x"]}, "d": 5}
    assert not differences(said, {"a": 1.0004, "b": {"c": [1, 2.001, "x"]}, "d": 5})
    found = differences(said, {"a": 1.01, "b": {"c": [2, 2.0, "y"]}, "e": 5})
    assert sorted(found) == [
        ": d is in one only",
        ": e is in one only",
        "a: the card says 1.0, measured 1.01",
        "b.c[0]: the card says 1, measured 2",
        "b.c[2]: the card says x, measured y",
    ]
    assert differences([1, 2], [1]) and differences(1.0, math.nan)


def test_rounding_keeps_five_digits_and_whole_numbers():
    card = {"a": [1.23456789, 123456], "b": "x"}
    assert rounded(card) == {"a": [1.2346, 123456], "b": "x"}


def test_what_is_unfit_is_told_with_both_numbers():
    def card(bits=1.4, size=5_000_000):
        bits = {"side_by_side": {"bits_per_character": bits}}
        return {"held_out": bits, "weights": {"bytes": size}}

    assert unfit(card(), 1.45) is None
    assert unfit(card(bits=1.5), 1.45).startswith("1.500 bits per character")
    assert "nan bits" in unfit(card(bits=math.nan), 1.45)
    assert "7,000,000 bytes, at most 6,000,000" in unfit(card(size=7_000_000), 1.45)


@pytest.fixture(scope="module")
def few_masks():
    """Two masks of the catalogue are enough for what a card does with their costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(costs, "MASKS", {name: MASKS[name] for name in ("sliding_window", "special")})
        yield


@pytest.fixture(scope="module")
def package(few_masks, trained, corpus_folder, tmp_path_factory):
    """The tiny run, shipped by the command into a folder of its own."""
    folder = tmp_path_factory.mktemp("package")
    command = f"--corpus {corpus_folder} --run {trained} --batch 2 --threads 1 --package {folder}"
    with pytest.raises(SystemExit, match=r"not shipped: .* bits per character"):
        main([*command.split(), "--ship", "--most-bits", "0.5"])
    assert not list(folder.iterdir())
    main([*command.split(), "--ship", "--most-bits", "20"])
    return folder


def test_what_was_shipped_loads_and_its_card_is_true(package, corpus_folder, capsys):
    shipped = load(folder=package)
    assert shipped.card["training"] == {
        "step": 20,
        "batch": 2,
        "context": 256,
        "tokens_seen": 20 * 2 * 256,
    }
    main(f"--corpus {corpus_folder} --package {package} --threads 1 --check".split())
    assert "agrees" in capsys.readouterr().out


def test_a_card_that_flatters_is_caught(package, corpus_folder):
    path = package / "gpt.card.json"
    honest = path.read_text("utf-8")
    card = json.loads(honest)
    card["held_out"]["side_by_side"]["accuracy"] += 0.05
    path.write_text(json.dumps(card), "utf-8")
    with pytest.raises(SystemExit, match=r"held_out\.side_by_side\.accuracy: the card says"):
        main(f"--corpus {corpus_folder} --package {package} --threads 1 --check".split())
    path.write_text(honest, "utf-8")


def test_a_log_of_another_run_is_noticed(few_masks, trained, corpus_folder, tmp_path):
    for name in ("tokenizer.json", "gpt.safetensors"):
        (tmp_path / name).write_bytes((trained / name).read_bytes())
    (tmp_path / "log.jsonl").write_text(json.dumps({"step": 9, "held_out": 1.5}) + "\n")
    with pytest.raises(SystemExit, match=r"the log's best step 9 has held-out loss 1\.500"):
        main(f"--corpus {corpus_folder} --run {tmp_path} --threads 1".split())
