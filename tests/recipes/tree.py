"""A copy of the repository in which a recipe is followed, and what was touched there."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = ("__pycache__", "*.pyc", ".*", "*.egg-info", "node_modules", "weights", "*.png")
WEIGHTS = Path("maskviz/models/weights")


def copied(folder: Path) -> Path:
    """The repository as it is here; the weights, which no recipe touches, are linked."""
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (tree / ".streamlit").symlink_to(ROOT / ".streamlit")
    (tree / WEIGHTS).symlink_to(ROOT / WEIGHTS)
    return tree


def fingerprints(tree: Path) -> dict[str, str]:
    found = {}
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.is_file() and "__pycache__" not in name and not name.startswith("."):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def touched(before: dict[str, str], tree: Path) -> set[str]:
    """The files that are new, gone or changed."""
    after = fingerprints(tree)
    return {name for name in before | after if before.get(name) != after.get(name)}


def run(tree: Path, *words: str) -> str:
    """A command of this interpreter in the copy; its output. A failure fails the test with it."""
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, (
        f"{' '.join(words)}\n{done.stdout[-6_000:]}\n{done.stderr[-3_000:]}"
    )
    return done.stdout


def check(tree: Path, *words: str) -> int:
    """pytest in the copy, on one core; how many tests passed."""
    said = run(tree, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *words)
    return int(re.search(r"(\d+) passed", said)[1])


def section(text: str, title: str) -> str:
    """What stands under a heading of a page in markdown."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading {title}"
    return found[1]


def blocks(text: str) -> list[str]:
    """The pieces of Python in it."""
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
