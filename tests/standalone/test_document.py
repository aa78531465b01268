"""The document: nothing in it can be fetched, run or broken by what somebody writes."""

import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from maskviz.stage.inline import ASSETS
from maskviz.standalone import document as documents
from maskviz.standalone.document import board_page, frame
from maskviz.standalone.message import Drawn, Words
from tests.browser.stage import STILL
from tests.browser.test_axe import AXE, OURS, RULES, RUN, UNFOLD
from tests.stage.scenes import example, with_attack
from tests.standalone.opened import drawn, from_disk

HOSTILE = "</title><script>document.title='hit'</script>"
CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))


def page_of(title="A title", **more):
    scene = with_attack(example(8, heads=1))
    return board_page(Drawn([scene], [Words(title, ["One line."])], locked=(5, 2), **more))


def test_what_somebody_writes_stays_text(open_window, tmp_path):
    file = tmp_path / "hostile & named.html"
    file.write_text(page_of(HOSTILE), "utf-8")
    with from_disk(open_window, file) as page:
        expect(drawn(page).locator("h1")).to_have_text(HOSTILE)
        assert page.title() == f"{HOSTILE} – maskviz"
        assert page.locator("script").count() == 2


def test_its_policy_lets_nothing_be_fetched_and_no_other_script_run():
    page = page_of()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert not re.search(r"connect-src|https?:", policy)
    assert not re.search(r"<(?:link|img|iframe)\b", page)
    code = re.sub(r"http://www\.w3\.org/\S+", "", page)  # the name of SVG, which nobody fetches
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", code)


def test_two_pages_in_one_notebook_do_not_disturb_each_other(open_window, tmp_path):
    first, second = page_of("First"), page_of("Second", stages=("mask",))
    file = tmp_path / "notebook.html"
    file.write_text(frame(first, "First", "") + frame(second, "Second", ""), "utf-8")
    with from_disk(open_window, file) as page:
        one, other = (page.frame_locator(f"iframe[title={title}]") for title in ("First", "Second"))
        expect(one.locator("h1")).to_have_text("First")
        expect(other.locator("h1")).to_have_text("Second")
        expect(one.locator("[data-part=row] .steps")).to_be_visible()
        expect(other.locator("[data-part=row]")).to_have_count(0)
        one.get_by_role("button", name="Aa").click()
        expect(one.locator(".mv-projector").first).to_be_attached()
        expect(other.locator(".mv-projector")).to_have_count(0)


def test_it_is_for_everyone(open_window, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page_of(), "utf-8")
    page = open_window(offline=True, bypass_csp=True)  # axe is a script of others
    page.goto(file.as_uri())
    drawn(page).evaluate(UNFOLD)
    page.evaluate(AXE)
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(STILL)
        assert not [*page.evaluate(RUN, rules), *page.evaluate(OURS)], scheme


def test_a_script_that_would_end_itself_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "joined", lambda name: 'const a = "</script>";')
    with pytest.raises(ValueError, match="would end it"):
        page_of()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_are_those_of_the_app(scheme):
    ground = (ASSETS / "standalone/ground.css").read_text("utf-8")
    both = re.findall(r"--st-([a-z-]+): light-dark\((#\w+), (#\w+)\);", ground)
    found = {name: light if scheme == "light" else dark for name, light, dark in both}
    without = dict(re.findall(r"--st-([a-z-]+) \{.* initial-value: (#\w+); \}", ground))
    assert without == {name: light for name, light, _ in both}, "for a browser that knows no other"
    theme = CONFIG["theme"][scheme]
    assert found == {
        "primary-color": theme["primaryColor"],
        "background-color": theme["backgroundColor"],
        "text-color": theme["textColor"],
    }
