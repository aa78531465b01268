"""The bar of pages: groups, addresses that are for ever, one heading and one title a page."""

import re
from itertools import pairwise

import pytest
import streamlit as st

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.ui.shell import MOVED, PAGES, ROOT, moved, script_of
from tests.ui.browser import Page
from tests.ui.page import SCRIPTS, cold, healthy, state_of

# every address that was ever given out, written by hand: it may only grow
FOR_EVER = {"start"}
FOR_EVER |= {"playground", "moves", "secrets", "batch", "generation", "heads", "compare", "order"}
FOR_EVER |= {"rule", "own", "check", "conventions", "architectures"}
FOR_EVER |= {"learn", "questions", "words", "predict", "puzzles", "desk"}
FOR_EVER |= {"atlas", "costs", "cheat", "storage", "model"}


def test_no_address_is_lost():
    assert {*SCRIPTS, *MOVED} >= FOR_EVER


def test_a_page_stands_in_the_folder_of_its_group():
    stubs = {str(p.relative_to(ROOT)) for p in (ROOT / "pages").rglob("*.py")}
    assert stubs == {*SCRIPTS.values()}
    assert script_of("Look up", "atlas") == "pages/look_up/atlas.py"
    assert script_of("", "start") == "pages/start/start.py"


def test_the_groups_stand_in_the_order_of_a_visit():
    order = ["", "Learn", "Play", "Check", "Look up"]
    assert [name for name in order if name in PAGES] == [*PAGES]


class Asked(dict):
    """Parameters of an address, as Streamlit gives them."""

    get_all = dict.__getitem__


def bare(**address: str) -> Page:
    """The address without a page's name, as all links to the playground once were."""
    page = Page()
    page.query_params.update(address)
    return healthy(page.run())


def test_the_bare_address_leads_to_the_first_page():
    assert [title.value for title in bare().title] == [title.value for title in cold("start").title]


def test_an_old_address_leads_to_its_page_with_all_that_it_asks(monkeypatch):
    """The app's own server does so before anything is loaded (tests/server/test_moved.py)."""
    seen = {}
    monkeypatch.setattr(st, "switch_page", lambda path, query_params: seen.update(query_params))
    monkeypatch.setattr(st, "query_params", Asked({"rule": ["k <= q"], "hide": ["bar"]}))
    for old, now in MOVED.items():
        assert old not in SCRIPTS and now in SCRIPTS
        moved(now)
    assert seen == {"rule": ["k <= q"], "hide": ["bar"]}


@pytest.mark.parametrize("packed", [True, False])
def test_an_old_link_opens_in_the_playground(packed):
    wanted = {"mask": "chunk", "text": "The cat & the hat", "chunk.size": 3, "layer": 2}
    raw = {key: str(value) for key, value in wanted.items()}
    link = {"p": make_link(Settings().but(**wanted).stored())}
    found = state_of(bare(**(link if packed else raw)))
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_page_opens_cold(name):
    assert len(cold(name).main) > 0


HEADING = re.compile(r"(?s)<h([1-6])[ >]")


def levels(page: Page) -> list[int]:
    """The headings of a page from top to bottom, 1 for its title."""
    found: list[int] = []
    for element in page.main:
        if element.type in ("title", "header", "subheader"):
            found.append(int(element.proto.tag[1:]))
        elif element.type == "html":
            found += map(int, HEADING.findall(element.proto.body))
    return found


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "playground"])
def test_a_page_has_one_title_and_no_level_is_left_out(name):
    found = levels(cold(name))
    assert found[0] == 1 and found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))


ID = re.compile(r'<h[23] id="([^"]+)"')


def html(page: Page) -> str:
    return "".join(element.proto.body for element in page.main if element.type == "html")


@pytest.mark.parametrize("name", ["conventions", "atlas", "costs"])
def test_every_line_of_a_list_of_contents_has_its_heading(name):
    page = cold(name)
    places = ID.findall(html(page)) + [h.proto.anchor for h in page.header]
    lines = re.findall('<a href="#([^"]+)">', html(page))
    assert len(lines) == len(set(lines)) > 4 and {*lines} <= {*places}
    assert len(places) == len(set(places))


def test_pages_one_after_the_other_take_nothing_from_each_other():
    """Two of them have a control of the same name; each page is opened by the same visitor."""
    page = cold("predict", level="2")
    for name in [*SCRIPTS, "puzzles", "predict"]:
        page.switch_page(SCRIPTS[name])
        healthy(page.run())
    assert page.session_state["level"] == "2"
