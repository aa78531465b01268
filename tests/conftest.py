"""What several folders of tests share."""

import gc
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
import torch
from hypothesis import settings
from playwright.sync_api import sync_playwright
from streamlit.components.v2 import manifest_scanner

from maskviz.models import load
from maskviz.models.threads import one_thread
from tests.browser.chromium import start
from tests.browser.stage import PATIENCE

one_thread()  # as the app does
# How long a case takes is no test. The same cases in every run, or new ones: `make soak`.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None)
settings.load_profile("same")
HEARD = Path(__file__).with_name("browser") / "heard.js"


def pytest_collection_modifyitems(items):
    """Whoever asks for Chromium is a test in a browser: its loop would stay in the process.

    Names of tests are the same in all processes."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
    if placed := [item.nodeid for item in items if " at 0x" in item.nodeid]:
        raise pytest.UsageError(f"named by its place in memory, another in each process: {placed}")


@pytest.fixture(scope="module", autouse=True)
def what_stands_is_no_garbage():
    """Streamlit collects garbage after every run of a page. What is here before a file of tests,
    all libraries and thousands of tests among it, is not looked through again each time: that was
    nine tenths of what a page costs."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def components_looked_up_once():
    """Streamlit reads every installed package for each page that is opened; they stay the same."""
    found = cache(manifest_scanner.scan_component_manifests)
    with patch.object(manifest_scanner, found.__name__, found):
        yield


@pytest.fixture(autouse=True)
def usual_torch():
    """A program of a test that turns torch's fast path off must not be felt by the next test."""
    yield
    torch.backends.mha.set_fastpath_enabled(True)


@pytest.fixture(scope="session")
def shipped():
    """The decoder as it is in the package."""
    return load("gpt")


@pytest.fixture(scope="session")
def browser():
    """Chromium. A machine without one fails the test; it does not skip it."""
    with sync_playwright() as playwright:
        chromium = start(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def open_window(browser):
    """A function that opens an empty page in a fresh visitor's window, 1400 x 900 unless told.

    A script error in any page of any of them fails the test."""
    contexts, errors = [], []

    def opened(width=1400, height=900, **how):
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(path=HEARD)
        context.on("weberror", lambda raised: errors.append(str(raised.error)))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not errors, f"a page raised {errors}"
