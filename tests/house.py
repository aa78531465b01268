"""The rules of the house as functions: a tree of sources in, a sentence for each breach out.

A tree maps each path to its text, so that a test can plant a breach.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT, LINES = Path(__file__).parent.parent, 200
FOLDERS = ("maskviz", "pages", "training", "benchmarks", "tests")

# What each wing may import besides itself; a wing that is not named here does not exist.
WINGS = {
    "turns": "",
    "masks": "turns",
    "models": "masks",
    "libraries": "masks",
    "architectures": "masks",
    "matrices": "masks turns",
    "checking": "masks matrices libraries turns",
    "settings": "masks models",
    "analysis": "turns masks models libraries matrices checking settings",
    "stage": "masks models analysis",
    "standalone": "stage",
    "teaching": "masks architectures models libraries settings analysis stage",
    "ui": "masks models libraries matrices architectures checking settings analysis stage "
    "standalone python teaching server",
    "server": "turns stage",
    "python": "masks models libraries matrices checking analysis stage standalone",
    **dict.fromkeys(("__init__", "__main__"), "python"),
    "pages": "ui analysis",
    "app": "ui server",
}
COMMON = ("kit", "state", "sidebar", "board", "shell", "start", "looking", "lab")  # no pages
SHELL = ("app.py", "pages/", "maskviz/ui/", "maskviz/stage/", "maskviz/server/")
FIGURES, STATE = ("maskviz/analysis/figures/",), ("maskviz/ui/",)
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE_SWITCHES = {"allow_pickle": True, "trust_remote_code": True, "weights_only": False}

Tree = Mapping[str, str]


def read_tree(root: Path = ROOT) -> dict[str, str]:
    """Every script and style sheet of the repository, the installed ones left out."""
    found = [root / "app.py"] if (root / "app.py").exists() else []
    for folder in FOLDERS:
        found += [p for p in (root / folder).rglob("*") if p.suffix in (".py", ".js", ".css")]
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in sorted(found)}


def product(tree: Tree) -> dict[str, str]:
    """What runs when the app runs: app.py, pages/ and maskviz/, Python only."""
    return {
        path: text
        for path, text in tree.items()
        if path.endswith(".py") and path.startswith(("app.py", "pages/", "maskviz/"))
    }


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Every node of a file; a tree with a breach planted is read again only where it differs."""
    return tuple(ast.walk(ast.parse(text)))


def imports(path: str, text: str) -> Iterator[str]:
    """The dotted names a file imports, wherever in the file; relative ones written out."""
    for node in nodes(text):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.split("/")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def wing(path: str) -> str:
    """The wing a file belongs to: app, pages, or the first name under maskviz."""
    parts = path.removesuffix(".py").split("/")
    return parts[1] if parts[0] == "maskviz" else parts[0]


def room(name: str) -> str:
    """What stands next to what inside a wing: `masks.rule`, `ui.atlas`, for a dotted name."""
    return ".".join(name.split(".")[1:3])


def edges(tree: Tree) -> Iterator[tuple[str, str]]:
    """(path, dotted module or name that it imports), inside the product."""
    for path, text in product(tree).items():
        for name in imports(path, text):
            parts = name.split(".")
            if parts[0] in ("app", "pages") or (parts[0] == "maskviz" and len(parts) > 1):
                yield path, name


def one_way(tree: Tree) -> list[str]:
    """A wing imports the wings that it may know, and no imports inside it close a circle."""
    packages = [p for p in product(tree) if p != "maskviz/__init__.py"]
    problems = [f"{p} is in no wing" for p in packages if wing(p) not in WINGS]
    rooms: dict[str, set[str]] = {}
    for path, name in edges(tree):
        here, there = wing(path), name.split(".")[name.startswith("maskviz.")]
        if here == there:
            mine = room(path.removesuffix(".py").replace("/", "."))
            rooms.setdefault(mine, set()).update({room(name)} - {mine})
        elif there not in WINGS.get(here, "").split():
            problems.append(f"{path} imports {name}, and {here} may not know {there}")
    return problems + circles(rooms)


def pages_apart(tree: Tree) -> list[str]:
    """A page is one folder of ui/ that can be deleted whole: no other place of ui/ imports it."""
    problems = []
    for path, name in edges(tree):
        parts, mine = name.split("."), path.split("/")
        if parts[:2] != ["maskviz", "ui"] or mine[:2] != ["maskviz", "ui"] or len(parts) < 3:
            continue
        if parts[2] not in COMMON and parts[2] != mine[2].removesuffix(".py"):
            problems.append(f"{path} imports {name}, which is a page of its own")
    return problems


def circles(arrows: Mapping[str, set[str]]) -> list[str]:
    """Follow the arrows from every name; a name met again on the way closes a circle."""

    def follow(trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for there in sorted(arrows.get(trail[-1], ())):
            if there == trail[0]:
                yield trail
            elif there not in trail:
                yield from follow((*trail, there))

    return [f"{' imports '.join((*t, t[0]))}" for name in sorted(arrows) for t in follow((name,))]


def outsiders(tree: Tree) -> list[str]:
    """The product needs nothing of training, benchmarks and tests."""
    other = ("training", "benchmarks", "tests")
    return [line for library in other for line in imported(tree, library)]


def imported(tree: Tree, library: str) -> list[str]:
    found = ((path, name) for path, text in product(tree).items() for name in imports(path, text))
    return [f"{path} imports {name}" for path, name in found if name.split(".")[0] == library]


def only_in(tree: Tree, library: str, places: tuple[str, ...]) -> list[str]:
    found = (line for line in imported(tree, library) if not line.startswith(places))
    return [f"{line}, which belongs in {', '.join(places)}" for line in found]


def streamlit_in_the_shell(tree: Tree) -> list[str]:
    return only_in(tree, "streamlit", SHELL)


def plotly_in_figures(tree: Tree) -> list[str]:
    return only_in(tree, "plotly", FIGURES)


def state_in_ui(tree: Tree) -> list[str]:
    """`session_state` is touched in maskviz/ui only."""
    return [
        f"{path}:{node.lineno} touches session_state"
        for path, text in product(tree).items()
        for node in nodes(text)
        if isinstance(node, ast.Attribute)
        and node.attr == "session_state"
        and not path.startswith(STATE)
    ]


def nothing_unsafe(tree: Tree) -> list[str]:
    """Nothing a visitor sends can become code."""
    problems = []
    for path, text in product(tree).items():
        unsafe = (n for n in imports(path, text) if n.split(".")[0] in UNSAFE_MODULES)
        problems += [f"{path} imports {name}" for name in unsafe]
        for node in (n for n in nodes(text) if isinstance(n, ast.Call)):
            if isinstance(node.func, ast.Name) and node.func.id in UNSAFE_CALLS:
                problems.append(f"{path}:{node.lineno} calls {node.func.id}")
            for word in node.keywords:
                value = getattr(word.value, "value", None)
                if word.arg in UNSAFE_SWITCHES and value is UNSAFE_SWITCHES[word.arg]:
                    problems.append(f"{path}:{node.lineno} sets {word.arg}={value}")
    return problems


def short_files(tree: Tree) -> list[str]:
    counts = ((path, len(text.splitlines())) for path, text in tree.items())
    return [f"{path} has {n} lines, over {LINES}" for path, n in counts if n > LINES]


def pages_one_level_down(tree: Tree) -> list[str]:
    """A script directly in pages/ is run without app.py on the first deep link."""
    return [f"{p} stands directly in pages/" for p in tree if re.fullmatch(r"pages/[^/]+\.py", p)]
