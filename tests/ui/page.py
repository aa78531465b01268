"""The app under AppTest: opening it, and reading what it says."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from maskviz.settings.declared import Settings
from maskviz.settings.link import read_link
from maskviz.ui.shell import PAGES, script_of
from tests.states import state

APP = Path(__file__).parents[2] / "app.py"
SCRIPTS = {page: script_of(group, page) for group, pages in PAGES.items() for page in pages}


def opened(**address: str) -> AppTest:
    """The playground as it comes up on a cold link."""
    return cold("playground", **address)


def cold(name: str, **address: str) -> AppTest:
    """A page of the app, the first that a visitor opens."""
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page(SCRIPTS[name])
    page.query_params.update(address)
    return healthy(page.run())


def healthy(page: AppTest) -> AppTest:
    assert not page.exception, page.exception[0].message
    return page


def state_of(page: AppTest) -> Settings:
    """What the address bar says; it is what a reload would restore."""
    packed = page.query_params["p"]
    settings, ignored = read_link(packed[0] if isinstance(packed, list) else packed)
    assert not ignored
    return settings


def told(page: AppTest) -> str:
    return " ".join(info.value.replace("\\", "") for info in page.info)


linked = state
