"""How a Chromium is found or brought, without touching the machine."""

import sys

from tests.browser import chromium


def fake(found_after: int):
    """A machine where Chromium starts once `found_after` commands have run."""
    ran = []
    return ran, lambda: "149.0" if len(ran) >= found_after else None, ran.append


def test_an_installed_one_is_enough():
    ran, check, run = fake(0)
    assert chromium.ensure(check, run, root=True) == "149.0"
    assert ran == []


def test_playwright_is_asked_first():
    ran, check, run = fake(1)
    assert chromium.ensure(check, run, root=True) == "149.0"
    assert ran == [[sys.executable, "-m", "playwright", "install", "chromium"]]


def test_root_may_use_the_systems_packages(monkeypatch):
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran, check, run = fake(3)
    assert chromium.ensure(check, run, root=True) == "149.0"
    assert ran[-1][:2] == ["apt-get", "install"]


def test_others_are_told_the_command(monkeypatch):
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran, check, run = fake(99)
    assert chromium.ensure(check, run, root=False) is None
    assert len(ran) == 1
    assert "apt-get install -y chromium" in chromium.MISSING
