"""The shipped weights do what their card says."""

import json

import pytest
import torch

from maskviz.models import PLANS
from maskviz.models.loading import FOLDER
from training.abilities import SAMPLING, next_logits, sample, top_five
from training.gpt_card import unfit
from training.measure import under, windows
from training.prompts import PROMPTS, SAMPLES

PASSAGE = (
    "Once upon a time there was a king who had three sons. The eldest was strong, and the second "
    "was clever, but the youngest was kind. One day the king said to them, 'My sons, I am old, and "
    "I do not know which of you shall have my kingdom.' Then the eldest took his horse and rode "
    "away into the forest, and when he had gone a little way he met an old woman."
)


def test_the_card_is_complete(shipped):
    card = shipped.card
    assert [p["prompt"] for p in card["top_five"]] == list(PROMPTS) and len(PROMPTS) == 20
    assert len(card["samples"]) == len(SAMPLES) == 3
    assert card["training"]["tokens_seen"] > 1_000_000
    assert (
        len(card["cannot"]) >= 4 and len(card["make_again"]) == 2 and card["sampling"] == SAMPLING
    )


def test_every_file_belongs_to_a_card_and_all_weights_are_small():
    cards = [json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.card.json")]
    assert {card["name"] for card in cards} == set(PLANS)
    named = {card[kind]["file"] for card in cards for kind in ("weights", "tokenizer")}
    named |= {card["unmasked"]["weights"]["file"] for card in cards if "unmasked" in card}
    named |= {f"{card['name']}.card.json" for card in cards}
    assert {path.name for path in FOLDER.iterdir()} == named
    assert sum(p.stat().st_size for p in FOLDER.glob("*.safetensors")) <= 20_000_000


def test_the_weights_are_fit_to_ship(shipped):
    assert unfit(dict(shipped.card), most_bits=1.38) is None


def test_the_cards_figures_of_the_held_out_text_belong_together(shipped):
    for figures in (shipped.card["held_out"][way] for way in ("side_by_side", "sliding_by_half")):
        loss = torch.tensor(figures["loss"], dtype=torch.float64)
        assert figures["perplexity"] == pytest.approx(loss.exp().item(), rel=1e-3)
        tokens, characters = (shipped.card["held_out"][n] for n in ("tokens", "characters"))
        bits = loss.item() / 0.6931472 * tokens / characters
        assert figures["bits_per_character"] == pytest.approx(bits, rel=1e-3)
    residual = shipped.card["held_out"]
    assert residual["sliding_by_half"]["loss"] < residual["side_by_side"]["loss"]


def test_the_top_five_of_every_prompt_are_those_on_the_card(shipped):
    for said, found in zip(
        shipped.card["top_five"], top_five(shipped.model, shipped.tokenizer), strict=True
    ):
        probabilities = [p for _, p in said["next"]]
        assert [p for _, p in found["next"]] == pytest.approx(probabilities, abs=5e-4)
        assert {t for t, _ in said["next"][:4]} <= {t for t, _ in found["next"]}


def test_a_sample_is_that_on_the_card(shipped):
    said = shipped.card["samples"][0]
    found = sample(shipped.model, shipped.tokenizer, SAMPLES[0], said["seed"])
    assert found.startswith(SAMPLES[0])
    assert found[:60] == said["text"][:60]  # rounding may turn a die later on another machine


def test_it_has_learned_to_read(shipped):
    """Unseen words in the style of the corpus cost far less than guessing would."""
    ids = torch.tensor(shipped.tokenizer.encode(PASSAGE).ids).numpy()
    text = windows(ids, 64)
    n = text.inputs.shape[1]
    causal = torch.ones(n, n, dtype=torch.bool).tril()
    mine = under(shipped.model, text, causal.expand(shipped.shape.layers, n, n))["perplexity"]
    blind = torch.eye(n, dtype=torch.bool).expand(shipped.shape.layers, n, n)
    assert mine < 40 and under(shipped.model, text, blind)["perplexity"] > 3 * mine


def test_padding_and_start_are_hardly_ever_predicted(shipped):
    for prompt in PROMPTS[:5]:
        logits = next_logits(shipped.model, shipped.tokenizer, prompt)
        assert logits.softmax(dim=-1)[:2].max() < 1e-3
