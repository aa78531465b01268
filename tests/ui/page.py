"""The app under AppTest: opening it, and reading what it says."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from maskviz.settings.declared import Settings
from maskviz.settings.link import read_link
from tests.states import state

APP = Path(__file__).parents[2] / "app.py"


def opened(**address: str) -> AppTest:
    """The app as it comes up on a cold link."""
    page = AppTest.from_file(str(APP), default_timeout=60)
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
