"""One server for all browser tests; a fresh page for each."""

from functools import partial

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
def open_window(open_window, url):
    """The same, in which addresses are those of the app."""
    return partial(open_window, base_url=url)


@pytest.fixture
def page(open_window):
    """An empty page of a fresh visitor."""
    return open_window()


@pytest.fixture
def app(page):
    """The playground on its first screen."""
    return Playground(page)
