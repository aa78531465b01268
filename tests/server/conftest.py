"""One little server behind the guard for all of these tests."""

from contextlib import ExitStack

import pytest

from tests.browser.server import ROOT, serve
from tests.server.client import Client, dial


@pytest.fixture(scope="session")
def served():
    """The server's address, and what its first visitor saw."""
    with serve(ROOT / "tests/server/little.py") as url:
        with dial(url) as socket:
            first = Client(socket)
            first.rerun()
        yield url, first


@pytest.fixture
def little(served):
    return served[0]


@pytest.fixture
def visit(little):
    """Open a tab, with a query or with what it tells of its widgets; all are closed afterwards."""
    with ExitStack() as tabs:

        def come(query: str = "", first=()) -> Client:
            client = Client(tabs.enter_context(dial(little)), query)
            client.rerun(*first)
            return client

        yield come
