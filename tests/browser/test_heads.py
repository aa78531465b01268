"""The lab "Heads" in a real window: its numbers are the analysis', and it fits."""

import re

import pytest
from playwright.sync_api import expect

from maskviz.analysis.heads.worth import worth
from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from tests.browser.stage import fits, looked_at, opened, screenshot

ASKED = "mask=causal&text=The+cat+sat+on+the+mat&layer=2&head=4"


def heads(page, query=ASKED):
    return opened(page, f"/heads?{query}", page.locator(".maskviz-heads .bands"))


def found():
    settings = Settings.of(mask="causal", text="The cat sat on the mat", layer=2, head=4)
    return worth(make_view(settings, load("gpt")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_it_opens_on_a_cold_link_with_its_numbers_and_fits(page, width, scheme):
    looked_at(page, width, scheme)
    heads(page)
    fits(page)
    silent = page.locator("section", has=page.get_by_text("Silent: the loss changes by"))
    expect(silent.locator("td:not(:empty)")).to_have_text(  # the corner is empty
        [f"{n:+.3f}" for n in found().lost("silence").flatten().tolist()]
    )
    page.set_viewport_size({"width": width, "height": 3_200})
    screenshot(page, f"heads-{width}-{scheme}")


def test_a_head_is_silenced_and_opened_and_the_playground_shows_the_same_loss(page):
    main, nats = heads(page), found()
    for button, way in (("Open", "open"), ("Silent", "silence")):
        page.get_by_role("radio", name=button, exact=True).click()
        word = {"open": "open", "silence": "silent"}[way]
        expect(main).to_contain_text(f"With head 4 of layer 2 {word} the loss")
        expect(main).to_contain_text(f"to {nats.after(way)[2, 4]:.3f}: perplexity")
        expect(page).to_have_url(re.compile(f"heads.way={way}"))
    band = page.locator(".maskviz-heads .bands li.chosen")
    expect(band).to_contain_text("Silent (Causal)")
    expect(band.locator(".heat i")).to_have_count(0)  # nothing but zeros
    page.get_by_role("link", name="Open this head’s state in the playground").click()
    after = nats.after("silence")[2, 4].item()
    expect(page.get_by_text(f"{after:.2f} nats").first).to_be_visible()
