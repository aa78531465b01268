"""One server of the app for all of these tests."""

import pytest

from tests.browser.server import serve


@pytest.fixture(scope="session")
def app():
    with serve() as url:
        yield url
