"""The app under AppTest: opening it, and reading what it says."""

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from maskviz.settings.declared import Settings
from maskviz.settings.query import read_query
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
    said = page.query_params
    found = read_query({k: w if isinstance(w, list) else [w] for k, w in said.items()})
    assert not found.ignored
    return found.settings.stored()


def told(page: AppTest) -> str:
    return " ".join(info.value.replace("\\", "") for info in page.info)


def codes(page: AppTest) -> list[str]:
    """The blocks of code that are shown without Streamlit's highlighter."""
    bodies = "".join(element.proto.body for element in page.get("html"))
    return [unescape(code) for code in re.findall(r"<pre><code>(.*?)</code></pre>", bodies, re.S)]


linked = state
