"""A Chromium for the browser tests: one that is installed, or else one that gets installed.

`python -m tests.browser.chromium` makes sure of it and is what `make test` calls.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # root in a container has no sandbox to offer; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests need a Chromium and found none that starts. Install one:\n"
    "  Debian, Ubuntu   sudo apt-get install -y chromium\n"
    "  elsewhere        {python} -m playwright install --with-deps chromium"
)


def candidates() -> Iterator[str | None]:
    """Where a Chromium may be: on the PATH; None stands for Playwright's own."""
    yield from filter(None, map(shutil.which, NAMES))
    yield None


def start(playwright: Playwright) -> Browser:
    """The first Chromium that starts. Errors: RuntimeError names the command that installs one."""
    reasons = []
    for path in candidates():
        try:
            return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        except Error as error:
            reasons.append(f"{path or 'Playwright’s own'}: {error.message.splitlines()[0]}")
    raise RuntimeError("\n".join([MISSING.format(python=sys.executable), *reasons]))


def installers(root: bool) -> Iterator[list[str]]:
    """The commands that may bring a Chromium, the least intrusive first."""
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if root and shutil.which("apt-get"):
        yield ["apt-get", "update"]
        yield ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]


def starts() -> str | None:
    """The version of the Chromium that starts; None when there is none."""
    with sync_playwright() as playwright:
        try:
            browser = start(playwright)
        except RuntimeError:
            return None
        version = browser.version
        browser.close()
    return version


def ensure(
    check: Callable[[], str | None] = starts,
    run: Callable[[list[str]], object] = subprocess.run,
    root: bool = os.geteuid() == 0,
) -> str | None:
    """Try, install, try again, until one starts; returns its version or None."""
    version = check()
    for command in installers(root):
        if version:
            break
        print("$", *command, flush=True)
        run(command)
        version = check()
    return version


def main() -> None:
    version = ensure()
    if not version:
        sys.exit(MISSING.format(python=sys.executable))
    print(f"Chromium {version}")


if __name__ == "__main__":
    main()
