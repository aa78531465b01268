"""A whole text under a mask: nothing is counted twice, and the tally is what it says."""

import math

import numpy as np
import pytest
import torch

from maskviz.analysis.story import for_story, measure, page_masks, page_sight, pages
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.slots import CUSTOM
from tests.states import book_of, slots_of, state

TEXT = "Then the King said to Alice that 12 geese were enough.\n" * 40


def settings(**values):
    return Settings.of(**values)


def last(found, shipped, text, models=None):
    *_, tally = measure(found, models or [shipped], text)
    return tally


@pytest.fixture(scope="module")
def text(shipped):
    return pages(TEXT, shipped.tokenizer, 64)[:3]


@pytest.mark.parametrize("context", [1, 7, 64, 256])
def test_every_token_is_predicted_once_from_those_before_it(shipped, context):
    found = pages(TEXT, shipped.tokenizer, context)
    ids = shipped.tokenizer.encode(TEXT).ids
    assert tuple(i for page in found for i in page.targets.tolist()) == ids
    for page in found:
        row = page.batch.ids[0].tolist()
        assert len(row) <= context and row == [1, *page.targets[:-1].tolist()]


def test_what_a_token_is_comes_from_its_own_place_in_the_text(shipped, text):
    """Names and numbers in every page, though a page begins in the middle of a sentence."""
    for page in text[1:]:
        labels = shipped.tokenizer.labels(page.batch.ids[0].tolist())
        facts = page_sight(settings(), page, shipped.tokenizer).facts
        secret = {label for label, on in zip(labels, facts["secret"], strict=True) if on}
        assert "".join(sorted(secret)).count("·Alice") == 1
        assert not any("geese" in label or "said" in label for label in secret)


def test_the_last_tally_is_the_loss_by_hand(shipped, text):
    """Window 2 in all layers, against torch's cross-entropy under the same mask."""
    tally = last(settings(**{"mask": "sliding_window", "sliding_window.window": 2}), shipped, text)
    cells, nats = np.tril(np.ones((64, 64), bool)) & ~np.tri(64, k=-2, dtype=bool), 0.0
    for page in text:
        logits = shipped.model(page.batch.ids, torch.from_numpy(cells))[0]
        nats += torch.nn.functional.cross_entropy(logits, page.targets, reduction="sum").item()
    assert tally.perplexity["gpt"] == pytest.approx(math.exp(nats / 192), rel=1e-4)
    assert (tally.done, tally.pages, tally.tokens) == (3, 3, 192)
    assert (tally.cells, tally.causal, tally.future) == (3 * 127, 3 * 2_080, False)


def test_a_tally_comes_after_each_page(shipped, text):
    found = list(measure(settings(), [shipped], text))
    assert [tally.done for tally in found] == [1, 2, 3]
    assert [tally.tokens for tally in found] == [64, 128, 192]


def test_a_mask_that_reads_the_future_is_named(shipped, text):
    tally = last(settings(mask="full", and_causal=False), shipped, text)
    assert tally.future and tally.cells == 3 * 64 * 64
    assert not last(settings(mask="full"), shipped, text).future


def test_layers_heads_and_the_recipe_count(shipped, text):
    one = settings(mask="sliding_window", layers=(0,))
    narrow, plain = settings(mask="sliding_window"), settings(mask="causal")
    found = [last(s, shipped, text).perplexity["gpt"] for s in (plain, one, narrow)]
    assert found == sorted(found)
    each = state(each=True, slots={"0": "strict_causal()", "1": "causal()"})
    masks, _ = page_masks(for_story(each), shipped, text[0])
    assert not masks[0, 0, 0].diagonal().any() and masks[0, 0, 1].diagonal().all()
    written = settings(mask="strict_causal", blocking="infinity")
    assert math.isnan(last(written, shipped, text).perplexity["gpt"])


def test_what_was_picked_in_the_visitors_own_text_is_left_out():
    found = for_story(
        state(
            text="A fox",
            queries=3,
            texts=2,
            mask="sensitive",
            slots={"all": "sensitive(rows=1)"},
            picks={"secret": (2,)},
            locked=(1, 1),
        )
    )
    assert found.picks == {} and found.locked is None
    assert (found["text"], found["queries"], found["texts"]) == (DEFAULTS["text"], 0, 1)
    assert str(found.mask_of("all")) == "sensitive(rows=1)"


def test_of_another_model_the_mask_looked_at_is_taken_for_all_heads():
    book = {"cross.all": {"base": "causal()", "flips": [5]}}
    values = {**DEFAULTS, "model": "dates", "part": "cross", "mask": CUSTOM}
    found = for_story(state(**values, slots={"cross.all": CUSTOM, "all": "full()"}, book=book))
    assert found["model"] == "gpt" and found.slot == "all"
    assert slots_of(found) == {"all": CUSTOM}
    assert book_of(found) == {"all": book["cross.all"]}
