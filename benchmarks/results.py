"""benchmarks/RESULTS.md: each script replaces its own section, with machine and date."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.process import load_average, machine

FILE = Path(__file__).parent / "RESULTS.md"
HEAD = """# What was measured

Written by the scripts: `make bench` and `make load` each replace their own sections.
"""


def listed(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def replaced(text: str, name: str, body: str) -> str:
    """The text with one section in the place of its older one, or at the end."""
    section = f"## {name}\n\n{body.strip()}\n"
    found = re.search(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", text, re.M | re.S)
    if found is None:
        return f"{text.rstrip()}\n\n{section}"
    return f"{text[: found.start()]}{section}\n{text[found.end() :]}".rstrip() + "\n"


def write(name: str, body: str, before: str, note: str = "", file: Path = FILE) -> None:
    """Replace a section.

    before  the load average when the measuring began: a machine that did other things too is no
            witness for times
    """
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    where = f"{when} on {machine()}. Load average {before} at the start, {load_average()} at the "
    where += f"end, the measuring included. {note}".strip()
    text = file.read_text("utf-8") if file.exists() else HEAD
    file.write_text(replaced(text, name, f"{where}\n\n{body}"), "utf-8")
