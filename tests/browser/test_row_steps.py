"""The locked row step by step in the real app: by keyboard, with numbers that are torch's own."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import expect

from maskviz.analysis.view import make_view
from tests.browser.playground import Playground, link_to, model
from tests.browser.stage import screenshot
from tests.stage.walks import line, read, stops


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (360, True)])
def test_the_locked_row_is_walked_through_by_keyboard(page, width, dark):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    text = "The king asked the princess"
    app = Playground(page, link_to(mask="causal", text=text, head=1, locked=(4, 2)))
    row = page.locator("[data-part=row]")
    opener = row.get_by_role("button", name="Step by step", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    expect(row.locator(".projection canvas.matrix")).to_have_count(3)
    expect(opener).to_have_attribute("aria-expanded", "true")
    names = stops(row)
    assert names[:6] == ["vectors in", "W_q", "W_k", "W_v", "turn", "q·k"]
    assert names[-4:] == ["weight", "without the mask", "weight × v", "output"]
    settings = app.agrees()
    view = make_view(settings, model(settings.model))
    q, k, v = (side[0, 1] for side in (view.trace.q, view.trace.k, view.trace.v))
    open_keys = torch.arange(len(k)) <= 4
    scores = (q[4] @ k.T) / q.shape[-1] ** 0.5
    np.testing.assert_allclose(line(row, "raw"), scores, atol=6e-4)
    weights = scores.masked_fill(~open_keys, -torch.inf).softmax(0)
    np.testing.assert_allclose(line(row, "weight"), weights, atol=6e-4)
    np.testing.assert_allclose(line(row, "free"), scores.softmax(0), atol=6e-4)
    output = F.scaled_dot_product_attention(q[4:5], k, v, attn_mask=open_keys[None])
    row.locator(".stack").last.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = row.locator(".stack").last.locator("xpath=following-sibling::p").inner_text()
    assert read(said.split(" = ")[1]) == pytest.approx(float(output[0, 1]), abs=6e-4)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"row-steps-{width}")
    picture = app.root.locator("canvas[data-stage=weights]")
    picture.scroll_into_view_if_needed()
    app.click("weights", 5, 1)
    expect(row.locator(".walk-said")).to_contain_text("query 5")
    opener.click()
    expect(row.locator(".projection")).to_have_count(0)
