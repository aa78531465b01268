"""What several folders of tests share."""

import pytest
import torch
from playwright.sync_api import sync_playwright

from maskviz.models import load
from tests.browser.chromium import start

torch.set_num_threads(1)  # as the app does


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
