"""The decoder that meets masks: what is drawn, what is trained, what is shipped."""

import json
import sys

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from maskviz.masks.catalogue import MASKS
from maskviz.masks.spec import Int
from maskviz.models import load
from maskviz.models.loading import FOLDER
from tests.contract.tokens import unlawful
from training import corpus, costs, draws, masked
from training.masked_card import NAME, SPELLING, main, unfit


@pytest.fixture(scope="module")
def run(corpus_folder, tmp_path_factory):
    """`python -m training.masked` for 20 steps, as it is typed."""
    out = tmp_path_factory.mktemp("masked")
    options = f"--corpus {corpus_folder} --out {out} --steps 20 --batch 2 --every 5 --threads 1"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["training.masked", *options.split()])
        masked.main()
    return out


@pytest.mark.parametrize("name", MASKS)
def test_numbers_and_facts_that_are_drawn_are_legal(name):
    dice = np.random.default_rng(0)
    for _ in range(40):
        for p in MASKS[name].controls:
            value = p.kind.drawn(64, dice)
            assert p.kind.problem(value) is None
            assert value in p.kind.values(64)
        facts = draws.facts(MASKS[name], 64, dice)
        assert set(facts) == {p.name for p in MASKS[name].facts}
        assert all(values.shape == (64,) for values in facts.values())
        assert unlawful(MASKS[name], facts) == []


def test_documents_are_few_or_many_and_the_first_is_often_there():
    """A prompt that all answers share is document 0."""
    dice = np.random.default_rng(0)
    drawn = [draws.facts(MASKS["shared_prefix"], 64, dice)["doc"] for _ in range(200)]
    assert 0.5 < np.mean([0 in doc for doc in drawn]) < 0.95
    assert {len(set(doc)) for doc in drawn} >= set(range(1, 10))


def test_trees_branch_and_are_chains_now_and_then():
    dice = np.random.default_rng(0)
    drawn = [draws.facts(MASKS["tree"], 64, dice)["enter"] for _ in range(60)]
    chains = [np.array_equal(enter, np.arange(64)) for enter in drawn]
    assert 0 < sum(chains) < 30


def test_small_numbers_are_drawn_as_often_as_large_ones():
    dice, kind = np.random.default_rng(0), Int(1, 256, "")
    drawn = np.array([kind.drawn(256, dice) for _ in range(4_000)])
    assert 0.45 < (drawn <= 16).mean() < 0.55 and drawn.max() > 200


def test_a_drawn_mask_is_causal_changes_something_and_starves_few():
    dice = np.random.default_rng(0)
    found = [draws.any_mask(48, dice) for _ in range(400)]
    for _, cells in found:
        assert not np.triu(cells, 1).any()
        assert not np.array_equal(cells, np.tri(48, dtype=bool))
        assert (~cells.any(axis=1)).sum() <= 12
    assert len({name for name, _ in found}) > 20


def test_masks_that_never_serve_are_told():
    with pytest.raises(RuntimeError, match="none of 60 draws from 1 masks was of use"):
        draws.any_mask(16, np.random.default_rng(0), {"causal": MASKS["causal"]})


def test_a_quarter_is_plain_causal_and_some_texts_have_a_mask_for_each_head():
    allowed = draws.masks_of(400, 3, 24, np.random.default_rng(0))
    causal = (allowed == np.tri(24, dtype=bool)).all(axis=(1, 2, 3))
    alike = (allowed == allowed[:, :1]).all(axis=(1, 2, 3))
    assert 0.19 < causal.mean() < 0.31
    assert 0.14 < (~alike).mean() < 0.26
    again = draws.masks_of(400, 3, 24, np.random.default_rng(0))
    assert np.array_equal(allowed, again)


def test_it_starts_from_gpt_and_each_text_is_read_under_its_own_mask(corpus_folder, shipped):
    """The loss of a step against torch's cross-entropy over traced runs, mask by mask."""
    words = ["--corpus", str(corpus_folder), "--batch", "3"]
    args = masked.parser().parse_args(words)
    job = masked.job(args)
    job.model.eval()
    text = corpus.encode(shipped.tokenizer.file, corpus.read(corpus_folder, "train"))
    pair = map(torch.from_numpy, corpus.batch(text, 3, 256, (1, 7)))
    cells = draws.masks_of(3, 6, 256, np.random.default_rng((1, 7, 1)))
    expected = []
    for row, target, mask in zip(*pair, cells, strict=True):
        allowed = torch.from_numpy(mask).expand(4, 1, 6, 256, 256)
        logits = shipped.model.run(row[None], allowed).logits[0]
        expected.append(F.cross_entropy(logits, target).item())
    assert job.loss(7).item() == pytest.approx(np.mean(expected), rel=1e-4)


def test_twenty_steps_bring_the_loss_under_masks_down(run, corpus_folder, shipped):
    rows = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    text = corpus.encode(shipped.tokenizer.file, corpus.read(corpus_folder, "heldout"))
    before = masked.mean_loss(shipped.model, *masked.judged(text.ids, 6, 256))
    assert [r["step"] for r in rows] == [5, 10, 15, 20]
    assert rows[-1]["held_out"] < before - 0.05
    assert load_file(run / f"{NAME}.safetensors").keys() == shipped.model.state_dict().keys()


@pytest.fixture(scope="module")
def package(run, corpus_folder, tmp_path_factory):
    """The tiny run, shipped by the command into a folder of its own."""
    folder = tmp_path_factory.mktemp("package")
    few = {name: MASKS[name] for name in ("sliding_window", "special")}
    options = f"--corpus {corpus_folder} --run {run} --batch 2 --threads 1 --package {folder}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(costs, "MASKS", few)
        with pytest.MonkeyPatch.context() as lenient:
            lenient.setattr("training.masked_card.WORSE", 9.0)
            main([*options.split(), "--ship"])
        yield folder


def test_what_was_shipped_loads_and_its_card_is_true(package, corpus_folder, capsys):
    card = load(NAME, folder=package).card
    assert card["training"]["tokens_seen"] == 20 * 2 * 256
    assert card["training"]["masks"] == list(MASKS)
    assert card["tokenizer"] == load("gpt").card["tokenizer"]
    assert "Sliding window, window 4" in card["costs"]["bars"]
    main(f"--corpus {corpus_folder} --package {package} --threads 1 --check".split())
    assert "agrees" in capsys.readouterr().out


def test_a_card_that_flatters_is_caught(package, corpus_folder):
    path = package / f"{NAME}.card.json"
    honest = path.read_text("utf-8")
    card = json.loads(honest)
    card["costs"]["bars"]["Sliding window, window 4"] *= 0.9
    path.write_text(json.dumps(card), "utf-8")
    with pytest.raises(SystemExit, match="Sliding window, window 4: the card says"):
        main(f"--corpus {corpus_folder} --package {package} --threads 1 --check".split())
    path.write_text(honest, "utf-8")


def test_what_is_unfit_is_told_with_both_numbers():
    def card(loss=3.5, size=5_000_000):
        return {"weights": {"bytes": size}, "held_out": {"side_by_side": {"loss": loss}}}

    assert unfit(card(), 3.48) is None
    assert "3.600 nats a token under plain causal, gpt has 3.480" in unfit(card(3.6), 3.48)
    assert "nan nats" in unfit(card(float("nan")), 3.48)
    assert "7,000,000 bytes, at most 6,000,000" in unfit(card(size=7_000_000), 3.48)


def test_the_shipped_one_reads_under_a_window_better_than_gpt_does(shipped):
    """On the card, and again here on a few pages of the story."""
    from maskviz.analysis.story import STORY, pages

    met = load(NAME)
    usual = shipped.card["facts"]["sliding_window"]["4"]
    assert met.card["facts"]["sliding_window"]["4"] < 0.9 * usual
    assert (FOLDER / SPELLING).exists()
    text = pages(STORY.read_text("utf-8"), shipped.tokenizer, 256)[:3]
    cells = [np.tril(~np.tri(256, k=-4, dtype=bool))] * 3
    both = [costs.perplexity(m.model, text, cells) for m in (shipped, met)]
    assert both[1] < 0.9 * both[0]
