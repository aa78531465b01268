"""A page of its own in Python's hands: shown by a notebook, written to a file, opened."""

import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from pathlib import Path

from maskviz.standalone.document import frame


@dataclass(frozen=True, repr=False)
class HtmlPage:
    """One HTML file that shows a mask; it needs neither a server nor a network.

    title  what stands over the picture
    html   the whole file as text
    plain  the mask in words and characters, for where no script may run
    file   where it was written, None in a notebook
    """

    title: str
    html: str
    plain: str
    file: Path | None = None

    def save(self, file: str | Path) -> Path:
        """Write the page to a file, whose path is returned."""
        path = Path(file)
        path.write_text(self.html, "utf-8")
        return path

    def open(self) -> None:
        """Show the page in the browser of this machine."""
        webbrowser.open((self.file or self.save(some_file())).resolve().as_uri())

    def _repr_html_(self) -> str:
        return frame(self.html, self.title, self.plain)

    def __repr__(self) -> str:
        where = f": {self.file}" if self.file else '; save("mask.html") writes it'
        return f"{self.title}, a page of {len(self.html.encode()) / 1000:,.0f} kB{where}"


def in_notebook() -> bool:
    """Whether a kernel shows what a cell returns."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return getattr(shell, "kernel", None) is not None


def some_file() -> Path:
    return Path(tempfile.mkdtemp(prefix="maskviz-")) / "mask.html"
