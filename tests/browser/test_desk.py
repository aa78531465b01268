"""The desk in a real window: its code is scanned off the screen, its link shows what was chosen."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from maskviz.ui.kit.style import sheet
from tests.browser.stage import drawn, fits, screenshot, settled

ASKED = "desk.what=state&mask=causal&text=The+cat+sat&desk.controls=mask,text&desk.parts=flow"
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const name = at?.getAttribute('aria-label') || at?.closest('[data-testid]')?.innerText || '';
  return `${at?.tagName} ${name.slice(0, 80)}`;
}"""


def scanned(picture: bytes, shrink: float = 1) -> list[str]:
    image = Image.open(io.BytesIO(picture)).convert("L")
    small = image.resize((round(image.width * shrink), round(image.height * shrink)))
    return [found.text for found in zxingcpp.read_barcodes(small)]


def test_the_code_is_scanned_off_the_screen_and_from_afar(page):
    page.goto(f"/desk?{ASKED}")
    link = page.locator(".maskviz-desk .address a")
    expect(link).to_be_visible()
    address = link.get_attribute("href")
    settled(page)
    assert scanned(page.locator(".maskviz-desk .qr").screenshot()) == [address]
    page.get_by_role("button", name="Show the code large").click()
    large = page.locator(".maskviz-desk .qr.large")
    expect(large).to_be_visible()
    settled(page)
    side = large.bounding_box()["width"]
    assert side > 600, "it fills a window of 900 pixels"
    assert scanned(page.screenshot(), 1 / 4) == [address]
    screenshot(page, "desk_code")
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    screenshot(page, "desk")


def test_a_preview_shows_what_a_student_sees_and_what_is_hidden_cannot_be_reached(page):
    page.goto(f"/desk?{ASKED}")
    address = page.locator(".maskviz-desk .address a")
    expect(address).to_be_visible()
    page.get_by_text("As on a screen").click()
    frame = page.frame_locator("iframe[src*='/playground']")
    expect(frame.locator("h1")).to_contain_text("Causal")
    expect(frame.get_by_text("Layer", exact=True).first).to_be_attached()
    expect(frame.get_by_text("Reset everything")).to_be_attached()
    for label in ("Mask", "Text"):
        expect(frame.get_by_test_id("stSidebar").get_by_label(label, exact=True)).to_have_count(0)
    page.goto(address.get_attribute("href"))
    drawn(page)
    settled(page)
    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
    names = " ".join(reached)
    assert "Reset everything" in names and "Layer" in names, reached
    assert not [one for one in reached if one.startswith("TEXTAREA")]
    assert not [one for one in reached if one.startswith("INPUT") and "Mask" in one]


@pytest.mark.parametrize("width", [360, 1920])
def test_the_desk_fits_its_window(page, width):
    assert "qr" in sheet("desk")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/desk?{ASKED}")
    expect(page.locator(".maskviz-desk .qr")).to_be_visible()
    settled(page)
    fits(page)
    screenshot(page, f"desk_{width}")
