"""One little server behind the guard for all of these tests."""

from contextlib import ExitStack

import pytest

from tests.browser.server import ROOT, serve
from tests.server.client import Client, dial


@pytest.fixture(scope="session")
def little():
    with serve(ROOT / "tests/server/little.py") as url:
        yield url


@pytest.fixture
def visit(little):
    """Open a tab, with a query or with what it tells of its widgets; all are closed afterwards."""
    with ExitStack() as tabs:

        def come(query: str = "", first=()) -> Client:
            client = Client(tabs.enter_context(dial(little)), query)
            client.rerun(*first)
            return client

        yield come
