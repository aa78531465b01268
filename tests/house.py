"""The rules of the house as functions: a tree of sources in, a sentence for each breach out.

A tree maps a path such as `maskviz/ui/state.py` to its text, so that a test can plant a breach.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("maskviz", "pages", "training", "benchmarks", "tests")
LINES = 200

# A module imports from rows below its own, or from its own row as long as no circle closes.
LAYERS = (
    ("spec", "discovery"),
    ("masks",),
    ("biases", "dynamic"),
    ("attention", "conventions", "extra", "matrix", "painting", "predicate", "rule", "use"),
    (
        *("analysis", "catalogue", "closest", "compose", "explain", "export", "facts", "figures"),
        *(
            "kernels",
            "kinds",
            "link",
            "matrixfile",
            "models",
            "presets",
            "settings",
            "stage",
            "storage",
        ),
    ),
    ("ui",),
    ("app", "pages"),
)
SHELL = ("app.py", "pages/", "maskviz/ui/", "maskviz/stage/")
FIGURES = ("maskviz/figures",)
STATE = ("maskviz/ui/",)
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


def imports(path: str, text: str) -> Iterator[str]:
    """The dotted names a file imports, wherever in the file; relative ones written out."""
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.split("/")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def group(path: str) -> str:
    """The row entry a file belongs to: app, pages, or the first name under maskviz."""
    parts = path.removesuffix(".py").split("/")
    return parts[1] if parts[0] == "maskviz" else parts[0]


def rank(name: str) -> int | None:
    return next((i for i, row in enumerate(LAYERS) if name in row), None)


def edges(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """(path, group of the path, group it imports), inside the product."""
    for path, text in product(tree).items():
        for name in imports(path, text):
            parts = name.split(".")
            if parts[0] in ("app", "pages"):
                yield path, group(path), parts[0]
            elif parts[0] == "maskviz" and len(parts) > 1 and parts[1] != group(path):
                yield path, group(path), parts[1]


def one_way(tree: Tree) -> list[str]:
    """Imports point down the layers and never close a circle."""
    packages = [p for p in product(tree) if p != "maskviz/__init__.py"]
    problems = [f"{p} is in no row of LAYERS" for p in packages if rank(group(p)) is None]
    siblings: dict[str, set[str]] = {}
    for path, here, there in edges(tree):
        mine, other = rank(here), rank(there)
        if mine is None or other is None:
            continue
        if other > mine:
            problems.append(f"{path} imports {there}, which stands above {here}")
        elif other == mine:
            siblings.setdefault(here, set()).add(there)
    return problems + circles(siblings)


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
    return [
        f"{path} imports {name}"
        for path, text in product(tree).items()
        for name in imports(path, text)
        if name.split(".")[0] in other
    ]


def only_in(tree: Tree, library: str, places: tuple[str, ...]) -> list[str]:
    return [
        f"{path} imports {name}, which belongs in {', '.join(places)}"
        for path, text in product(tree).items()
        for name in imports(path, text)
        if name.split(".")[0] == library and not path.startswith(places)
    ]


def streamlit_in_the_shell(tree: Tree) -> list[str]:
    return only_in(tree, "streamlit", SHELL)


def plotly_in_figures(tree: Tree) -> list[str]:
    return only_in(tree, "plotly", FIGURES)


def state_in_ui(tree: Tree) -> list[str]:
    """`session_state` is touched in maskviz/ui only."""
    return [
        f"{path}:{node.lineno} touches session_state"
        for path, text in product(tree).items()
        for node in ast.walk(ast.parse(text, path))
        if isinstance(node, ast.Attribute)
        and node.attr == "session_state"
        and not path.startswith(STATE)
    ]


def nothing_unsafe(tree: Tree) -> list[str]:
    """Nothing a visitor sends can become code."""
    problems = []
    for path, text in product(tree).items():
        for name in imports(path, text):
            if name.split(".")[0] in UNSAFE_MODULES:
                problems.append(f"{path} imports {name}")
        for node in ast.walk(ast.parse(text, path)):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in UNSAFE_CALLS:
                problems.append(f"{path}:{node.lineno} calls {node.func.id}")
            for word in node.keywords:
                value = getattr(word.value, "value", None)
                if word.arg in UNSAFE_SWITCHES and value is UNSAFE_SWITCHES[word.arg]:
                    problems.append(f"{path}:{node.lineno} sets {word.arg}={value}")
    return problems


def short_files(tree: Tree) -> list[str]:
    counts = {path: len(text.splitlines()) for path, text in tree.items()}
    return [f"{path} has {n} lines, over {LINES}" for path, n in counts.items() if n > LINES]


def pages_one_level_down(tree: Tree) -> list[str]:
    """A script directly in pages/ is run without app.py on the first deep link."""
    flat = [p for p in tree if p.startswith("pages/") and p.count("/") == 1]
    return [f"{p} stands directly in pages/" for p in flat if p.endswith(".py")]
