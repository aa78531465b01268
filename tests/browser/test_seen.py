"""A class's link: what it hides cannot be reached or read, what it shows is drawn, and it stays."""

import re

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from maskviz.analysis.view import make_view
from maskviz.models import load
from maskviz.settings.declared import Settings
from tests.browser.stage import drawn, settled
from tests.ui.board import NAME, decoded
from tests.ui.board import kept as kept_of

TEXT = "The cat sat on the"
LINK = "/playground?mask=causal&text=The+cat+sat+on+the&hide="
HIDDEN = "prediction,text,masks,example,reset,labs,tools"
INSIDE = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  const named = found.closest(".stSelectbox, .stTextArea, .stTextInput");
  const part = found.closest("[data-part]")?.dataset.part ?? "";
  const said = found.ariaLabel || named?.textContent || found.textContent || found.tagName;
  return [part, said.slice(0, 60), found === document.body];
}"""
SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
SHOWN = """(root) => [...root.querySelectorAll("figure")].filter((f) => f.offsetWidth)
  .map((f) => f.dataset.figure)"""


@pytest.fixture
def received(page):
    """All that the page was sent over its socket."""
    frames = []
    page.on("websocket", lambda s: s.on("framereceived", lambda f: frames.append(f)))
    return frames


def told(frames):
    """Everything in these frames; boards are unpacked."""
    found = [frame if isinstance(frame, bytes) else frame.encode() for frame in frames]
    kept = {}
    for frame in found[:]:
        message = ForwardMsg.FromString(frame)
        component = message.delta.new_element.bidi_component
        if component.component_name == NAME:
            sent = decoded(component.bytes, kept)
            kept |= kept_of(component.bytes, sent)
            found += sent.parts.values()
    assert kept, "no board was sent"
    return b"".join(found)


def guessed(text):
    """What the model takes for the next token of a text under the causal mask, as it is shown."""
    view = make_view(Settings.of(mask="causal", text=text), load("gpt"))
    q = view.locked[0]
    return view.shipped.target.labels([int(view.run.logits[0, q].argmax())])[0]


def reached(page, most=90):
    """What has the focus after each Tab, once round the page: part and name."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        part, said, out = page.evaluate(INSIDE)
        if out and found:
            break
        found.append((part, said))
    return found


def test_what_a_class_link_hides_is_nowhere(page, received):
    address, likely = LINK + HIDDEN, f'"{guessed(TEXT)}"'.encode()
    page.goto(address)
    drawn(page)
    assert page.url.endswith(address)
    assert likely not in told(received)
    said = page.evaluate("() => document.body.innerText")
    board = page.locator(".mv-page")
    for words in ("What it does to the model", "best logit"):
        assert words not in said
        expect(board.get_by_text(words)).to_have_count(0)
    names = reached(page)
    assert any("Layer" in name or "layer" in name for _, name in names)
    parts = {part for part, _ in names}
    assert parts & {"stage", "flow"} and "answers" not in parts
    for name in ("Paint", "PNG", "Open an example", "Reset everything", "And causal", "Mask"):
        assert not [n for _, n in names if n == name], name
    expect(page.get_by_label("Text", exact=True)).to_have_count(0)
    page.get_by_test_id("stHeader").get_by_text("Play").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Compare").click()
    expect(page.get_by_text("the link hides that")).to_be_visible()
    settled(page)
    assert f"hide={HIDDEN}" in page.url.replace("%2C", ",")
    expect(page.get_by_label("Text", exact=True)).to_have_count(0)
    received.clear()
    page.goto(LINK + "text")
    drawn(page)
    assert likely in told(received)  # where it is not hidden it is there


def test_only_the_stages_of_the_link_are_drawn_and_one_large(page):
    page.goto(LINK + "sidebar,bar&show=mask,weights")
    drawn(page)
    root = page.locator(".mv-stage")
    assert root.evaluate(SHOWN) == ["mask", "weights"]
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(page.get_by_role("link", name="Compare")).to_have_count(0)
    left = page.locator(".mv-board").bounding_box()["x"]
    assert left < 60  # no place is kept for a sidebar
    assert "raw" not in page.locator(".mv-readout").inner_text()
    assert root.evaluate("root => root.maskviz.header.raw.length") == 0
    page.locator("summary", has_text="as a table").click()
    heads = ["key", "token", "weight", "blocked by, or bias"]
    expect(page.locator(".mv-table th")).to_have_text(heads)
    overlay = page.locator("[data-overlay=weights]")
    overlay.press("Enter")
    expect(page.locator("[data-figure=weights].mv-large")).to_be_visible()
    expect(page.locator(".mv-thumb:visible")).to_have_count(1)
    overlay.press("Escape")
    expect(page.locator("[data-figure=weights].mv-large")).to_have_count(0)
    page.goto(LINK + "sidebar&stage=weights&type=large")
    drawn(page)
    expect(page.locator("[data-figure=weights].mv-large")).to_be_visible()
    expect(page.locator(".mv-thumb:visible")).to_have_count(4)
    assert page.evaluate(SIZE) > 18
    page.reload()
    drawn(page)
    assert page.url.endswith("&hide=sidebar&stage=weights&type=large")


def test_embedded_the_picture_stands_alone(page):
    page.set_viewport_size({"width": 800, "height": 500})
    page.goto("/playground?mask=causal&text=The+cat+sat&embed=true")
    drawn(page)
    shown = [each.get_attribute("data-part") for each in page.locator("[data-part]:visible").all()]
    assert [name for name in shown if name != "words"] == ["stage"]
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    parts = {(part, name) for part, name in reached(page, 20)}
    assert {part for part, _ in parts} <= {"stage", ""}
    assert page.url.endswith("&embed=true")


def test_back_leads_to_each_page_as_it_was_left(page):
    """What is seen is written into the address of every page, and that is no entry of its own."""
    page.goto("/playground?mask=chunk&hide=prediction,sidebar&type=large")
    settled(page)
    for group, title in (("Learn", "Questions"), ("Play", "Compare")):
        page.get_by_role("button", name=group, exact=True).click()
        page.get_by_role("menuitem", name=title).click()
        expect(page).to_have_url(re.compile(rf"/{title.lower()}.*hide=.*type=large"))
    page.go_back()
    expect(page).to_have_url(re.compile("/questions.*hide=.*type=large"))
    page.go_back()
    expect(page).to_have_url(re.compile("/playground.mask=chunk&hide=.*type=large"))
    expect(page).to_have_title("Chunk, size 4, and causal – maskviz")
