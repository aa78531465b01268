"""The row step by step in Chromium: what each box shows is torch's own number."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import expect

from maskviz.stage.row import row_message
from tests.stage.alone import draw
from tests.stage.walks import END, INPUT, PLAIN, line, opened, read, stops, walk_of

pytestmark = pytest.mark.browser
COLOURS = """(canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return [width, height, ...data];
}"""


def button(here, name):
    return here.get_by_role("button", name=name, exact=True)


def seen(here, stop):
    """Whether everything that shows a stop can be seen, or nothing of it."""
    parts = here.locator(f"[data-at={stop}]:not(tr), tr[data-at={stop}] td")
    found = set(parts.evaluate_all("(all) => all.map((e) => getComputedStyle(e).visibility)"))
    assert len(found) == 1, (stop, found)
    return found == {"visible"}


def test_it_opens_and_closes_by_its_button_and_is_as_before_when_closed(page):
    walk = walk_of()
    here = draw(page, "row", row_message(walk.row))
    plain = here.locator(".row").inner_text()
    expect(button(here, "Step by step")).to_have_attribute("aria-expanded", "false")
    expect(here.locator(".projection, .heirs, [data-walk]")).to_have_count(0)
    expect(here.locator(".walk-controls")).to_be_hidden()
    button(here, "Step by step").click()
    assert page.evaluate("told") == [["panel", "steps"]]
    opened(page, walk)
    expect(button(here, "Step by step")).to_have_attribute("aria-expanded", "true")
    expect(button(here, "Step by step")).to_be_focused()
    expect(here.locator(".projection canvas")).to_have_count(9)
    draw(page, "row", row_message(walk.row))
    assert here.locator(".row").inner_text() == plain
    expect(here.locator("[data-walk]")).to_have_count(0)


def test_each_step_shows_itself_and_hides_what_is_to_come(page):
    here = opened(page, walk_of())
    ids = ["x", "q", "k", "v", "turn", "dot", "raw", "mask", "masked", "difference", "exp", "sum"]
    ids += ["weight", "free", "values", "output"]
    for i in range(len(ids)):
        assert [stop for stop in ids if seen(here, stop)] == ids[: i + 1]
        expect(here.locator(f"[data-at={ids[i]}][data-walk=now]").first).to_be_in_viewport()
        button(here, "Next").click(force=True)
    assert here.locator("[data-walk=later]").count() == 0
    button(here, "Back").click()
    assert not seen(here, "output") and seen(here, "values")


def test_arrows_step_from_any_of_its_buttons(page):
    here = opened(page, walk_of())
    button(here, "Step by step").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(here.locator(".walk-count")).to_contain_text("3 of 16")
    button(here, "Next").focus()
    page.keyboard.press("ArrowLeft")
    expect(here.locator(".walk-count")).to_contain_text("2 of 16")


def test_a_vector_is_not_seen_before_its_step(page):
    here = opened(page, walk_of())
    line = here.locator(".line", has_text="k = W_k x")
    expect(line).to_be_hidden()
    for _ in range(2):
        button(here, "Next").click()
    expect(line).to_be_visible()


def test_the_numbers_in_the_boxes_are_torchs(page):
    walk = walk_of()
    here, trace = opened(page, walk), walk.view.trace
    names = stops(here)
    assert names == [*INPUT, "turn", *PLAIN, *END]
    q, k, v = (side[0, walk.view.head] for side in (trace.q, trace.k, trace.v))
    dots = q[3] @ k.T
    masked = (dots / q.shape[-1] ** 0.5).masked_fill(torch.arange(len(k)) > 3, -torch.inf)
    power = (masked - masked.max()).exp()
    for stop, expected in {
        "dot": dots,
        "raw": dots / q.shape[-1] ** 0.5,
        "masked": masked,
        "difference": masked - masked.max(),
        "exp": power,
        "sum": power.cumsum(0),
        "weight": masked.softmax(0),
        "free": (dots / q.shape[-1] ** 0.5).softmax(0),
    }.items():
        np.testing.assert_allclose(line(here, stop), expected, atol=6e-4, err_msg=stop)
    output = F.scaled_dot_product_attention(q[3:4], k, v, attn_mask=torch.arange(len(k))[None] < 4)
    stack = here.locator(".stack").last
    stack.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = stack.locator("xpath=following-sibling::p").inner_text()
    assert said.startswith("number 1: ")
    assert read(said.split(" = ")[1]) == pytest.approx(float(output[0, 1]), abs=6e-4)


def test_q_k_and_v_come_out_of_the_drawn_weights(page):
    walk = walk_of()
    here = opened(page, walk)
    sides = {"q": walk.weights.query, "k": walk.weights.key, "v": walk.weights.value}
    made = walk.working.query, walk.working.key, walk.working.value
    for letter, weights in sides.items():
        picture = here.locator(f"canvas.matrix[data-at={letter}]")
        width, height, *bytes_ = picture.evaluate(COLOURS)
        assert (height, width) == weights.shape
        red, _, blue, _ = np.reshape(bytes_, (height, width, 4)).transpose(2, 0, 1)
        large = np.abs(weights) > np.quantile(np.abs(weights), 0.5)
        assert ((blue > red) == (weights > 0))[large].all()
        button(here, "Next").click()
    for letter, vector in zip(sides, made, strict=True):
        field = here.locator(".product", has=page.locator(f"canvas[data-at={letter}]"))
        field.focus()
        for _ in range(6):
            page.keyboard.press("ArrowDown")
        said = field.locator("xpath=following-sibling::p").inner_text()
        assert said.startswith(f"{letter}[5] = row 5 of W_{letter} · x = ")
        assert read(said.split(" = ")[-1]) == pytest.approx(vector[5], abs=6e-4)


def test_it_plays_to_the_end_and_can_be_paused(page):
    page.clock.install()
    here = opened(page, walk_of())
    button(here, "Play").click()
    page.clock.run_for(2 * 1_800)
    expect(here.locator(".walk-count")).to_have_text("3 of 16: W_k")
    button(here, "Pause").click()
    page.clock.run_for(9_000)
    expect(here.locator(".walk-count")).to_have_text("3 of 16: W_k")
    button(here, "Play").click()
    page.clock.run_for(30 * 1_800)
    expect(here.locator(".walk-count")).to_have_text("16 of 16: output")
    button(here, "Play").click()
    expect(here.locator(".walk-count")).to_have_text("1 of 16: vectors in")


def test_a_step_is_said_once_and_a_new_row_stays_at_its_step(page):
    here = opened(page, walk_of())
    said, slider = here.locator(".walk-said"), here.locator("input[type=range]")
    button(here, "Next").click()
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_contain_text("q: the 32 rows of W_q that are head 1’s")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_have_attribute("aria-live", "off")  # the slider's own value is read out
    assert said.inner_text() in slider.get_attribute("aria-valuetext")
    opened(page, walk_of(locked=(4, 2)))
    expect(here.locator(".walk-count")).to_have_text("3 of 16: W_k")
    expect(said).to_contain_text(
        "k: the 32 rows of W_k that are head 1’s, each times the 192 numbers"
    )
    opened(page, walk_of(blocking="after"))
    expect(here.locator(".walk-count")).to_have_text("3 of 16: W_k")


def test_targets_are_large_and_the_page_is_no_wider_than_the_screen(page):
    here = opened(page, walk_of())
    for control in here.locator(".walk button:visible, .walk input").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24, control
    page.keyboard.press("End")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
