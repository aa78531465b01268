"""Two thousand states of all controls of every page, each followed by its own address."""

import asyncio

import pytest

from maskviz.ui.shell import PAGES
from tests.browser.server import serve
from tests.wire.walk import walk

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
STATES = {"playground": 1_200}
OTHERS = 100
SEEDS = ("2026",)


@pytest.fixture(scope="module")
def app():
    with serve() as url:
        yield url


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("page", [page for pages in PAGES.values() for page in pages])
def test_no_state_ends_a_page_and_each_address_shows_the_same_picture(app, page, seed):
    found = asyncio.run(walk(app, page, STATES.get(page, OTHERS), seed))
    assert not found.faults, "\n".join(map(str, found.faults))
    assert found.linked >= found.states
