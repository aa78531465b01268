"""Entries of the browser's history: one for each place somebody went to, whatever comes when."""

import pytest

from maskviz.server.sheet import SCRIPT

pytestmark = pytest.mark.browser
LINKS = "<a href=/b>away</a> <a href=/a?n=5>here</a> <button>do</button>"
PAGE = f"<!doctype html>{LINKS}<script>%s</script>"
STAYS = "document.addEventListener('click', (event) => event.preventDefault())"  # as Streamlit does


@pytest.fixture
def page(open_window):
    """A page with nothing but the script that every page of the app begins with."""
    page = open_window(base_url="http://app.test")
    body = PAGE % (SCRIPT.read_text("utf-8") + STAYS)
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/a?n=1")
    page.first = page.evaluate("history.length")
    return page


def said(page, address):
    """What the server says of the address."""
    page.evaluate("to => history.pushState({}, '', to)", address)


def where(page):
    entries, path = page.evaluate("[history.length, location.pathname + location.search]")
    return entries - page.first, path


def test_a_page_that_puts_its_address_in_order_makes_no_entry(page):
    said(page, "/a?n=2")
    assert where(page) == (0, "/a?n=2")
    page.get_by_role("button").click()
    said(page, "/a?n=3")
    assert where(page) == (1, "/a?n=3")
    page.go_back()
    said(page, "/a?n=2&m=1")  # it does so again
    assert where(page) == (1, "/a?n=2&m=1")
    page.go_forward()
    assert where(page) == (1, "/a?n=3")


@pytest.mark.parametrize("early", [True, False])
def test_what_the_next_page_says_stands_in_its_own_entry(page, early):
    """Also where it comes while the browser is still on the page before."""
    page.get_by_role("link", name="away").click()
    said(page, "/a?hide=bar" if early else "/b")
    said(page, "/a?hide=bar&n=9" if early else "/b?hide=bar")
    said(page, "/b" if early else "/b?hide=bar&n=9")
    assert where(page) == (1, "/b?hide=bar&n=9")
    page.go_back()
    assert where(page) == (1, "/a?n=1")
    page.get_by_role("link", name="here").click()
    said(page, "/a?n=5")
    assert where(page) == (1, "/a?n=5")  # in place of /b


def test_a_key_counts_as_a_touch(page):
    page.keyboard.press("Tab")
    said(page, "/a?n=2")
    assert where(page) == (1, "/a?n=2")
