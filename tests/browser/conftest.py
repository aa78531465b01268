"""One server for all browser tests; a fresh page for each."""

import pytest

from tests.browser.playground import Playground
from tests.browser.server import serve


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def url():
    """The address of the running app."""
    with serve() as address:
        yield address


@pytest.fixture
def page(browser, url):
    """An empty page of a fresh visitor, 1400 x 900; a script error in it fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, base_url=url)
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, f"the page raised {errors}"


@pytest.fixture
def app(page):
    """The playground on its first screen."""
    return Playground(page)
