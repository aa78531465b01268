"""The timeline of writing on a page of its own: what it draws and says at each step."""

import pytest
import torch
from playwright.sync_api import expect

from maskviz.analysis.generation.decoded import decoded
from maskviz.analysis.generation.policy import Policy
from maskviz.analysis.predictions import top_tokens
from maskviz.models.cache import multiply_adds
from maskviz.stage.pack import unpack
from maskviz.stage.timeline import timeline_message
from tests.stage.alone import draw

TEXT = "The king asked the princess what she had seen"
PREFILL, WRITE = 4, 3
LAYER, HEAD = 2, 1


@pytest.fixture(scope="module")
def found(shipped):
    ids = torch.tensor(shipped.tokenizer.row(TEXT).ids)
    n = len(ids)
    cells = torch.ones(n, n, dtype=torch.bool).tril().expand(4, 1, 1, n, n)
    return decoded(shipped.model, ids, cells, Policy("window", 5), PREFILL, WRITE)


@pytest.fixture(scope="module")
def message(shipped, found):
    tokens = [f"t{i}" for i in range(len(found.ids))]
    guesses = [top_tokens(row, shipped.tokenizer, 2) for row in found.logits]
    return timeline_message(found, shipped.shape, tokens, guesses, LAYER, HEAD)


@pytest.fixture
def root(page, message):
    drawn = draw(page, "timeline", message).locator(".mv-timeline")
    expect(drawn).to_have_attribute("data-drawn", "1")
    return drawn


def test_the_message_holds_every_step_and_is_small(found, message):
    header, arrays = unpack(message)
    total = len(found.ids)
    assert (header["given"], header["prefill"]) == (found.given, PREFILL)
    assert header["slotBytes"] == 2 * 4 * 192 * 4 and len(header["guesses"]) == total
    right = found.weights[LAYER, HEAD].numpy()
    assert abs(arrays["weights"] - right).max() < 1e-3
    held = [tuple(row.nonzero()[0]) for row in arrays["kept"][PREFILL:]]
    assert held == list(found.held) and len(message) < 20_000


def facts(root, panel=0):
    section = root.locator("section").nth(panel)
    return dict(
        zip(
            section.locator("dt").all_inner_texts(),
            section.locator("dd").all_inner_texts(),
            strict=True,
        )
    )


def test_the_prefill_and_the_first_step_stand_side_by_side(root):
    titles = root.locator("h2").all_inner_texts()
    assert titles[0] == f"Prefill: tokens 0 to {PREFILL - 1} at once, as a square"
    assert titles[1].startswith("Step 1 of ") and "token 4 “t4”" in titles[1]
    assert facts(root)["reads"] == f"{PREFILL} rows in one pass, under the mask"


def test_keys_of_the_keyboard_go_through_the_steps(page, root, shipped, found):
    slider = root.locator("input")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-stop", "2")
    now, step = PREFILL + 1, facts(root)
    kept = len(found.held[1])
    assert step["reads"] == f"{kept} of {kept} keys in the cache"
    assert step["cache"] == f"{kept} tokens, {found.bytes[1]:,} bytes"
    cost = multiply_adds(shipped.shape, 1, kept)
    times = multiply_adds(shipped.shape, now + 1, now + 1) / cost
    assert step["multiply-adds"] == f"{cost:,}; without a cache {times:.1f} times"
    assert step["off the square"] == f"{found.gaps[now]:.1e} at most"
    best = top_tokens(found.logits[now], shipped.tokenizer, 1)[0]
    assert f"{best.probability:.0%}" in step["next"]
    assert "Step 2 of" in root.locator("[aria-live]").inner_text()
    page.keyboard.press("End")
    expect(root.locator("section").nth(1)).to_be_hidden()
    assert "which was written" in root.locator("h2").first.inner_text()
    expect(root.get_by_role("button", name="+1: one step on")).to_be_disabled()


def test_it_plays_to_its_end_and_stops(page, root, found):
    steps = len(found.held)
    page.clock.install()
    root.locator("input").fill(str(steps - 2))
    page.keyboard.press("Space")
    expect(root.locator(".play")).to_have_text("Pause")
    page.clock.run_for(10_000)
    expect(root).to_have_attribute("data-stop", str(steps))
    expect(root.locator(".play")).to_have_text("Play")


def test_a_slot_is_empty_before_its_token_and_after_it_was_dropped(page, root, found):
    """The last step keeps a window: the ink of the cache lies under the last five tokens alone."""
    slider = root.locator("input")
    slider.focus()
    page.keyboard.press("End")
    inks = root.locator("section canvas").first.evaluate(
        """(canvas, total) => {
          const ratio = canvas.width / canvas.getBoundingClientRect().width;
          const context = canvas.getContext("2d");
          return Array.from({ length: total }, (_, k) => {
            const x = Math.round(((k + 0.3) * canvas.width) / total);
            return context.getImageData(x, Math.round(72 * ratio), 1, 1).data[3] > 0;
          });
        }""",
        len(found.ids),
    )
    assert [k for k, ink in enumerate(inks) if ink] == list(found.held[-1])
