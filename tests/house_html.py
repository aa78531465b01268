"""The rules of HTML, style sheets and colours: where each may be written, and how."""

import ast
import re

from tests.house import Tree, imports, nodes, product

KIT = "maskviz/ui/kit/"
PAPER = "maskviz/teaching/handout/page.py"  # which no theme and no kit reaches
ALONE = "maskviz/standalone/document.py"  # a file for a disk, likewise
SENDERS = (f"{KIT}markup.py", f"{KIT}style.py", PAPER, ALONE)  # all HTML and all CSS leave by these
INKS = (  # what stands in where a theme names no colour, and the ring that is told on any ground
    "maskviz/stage/assets/shared/theme.js",
    "maskviz/stage/assets/board/rings.css",
    "maskviz/stage/assets/standalone/ground.css",  # the theme's own, as a test says
)
DECLARATIONS = re.compile(r"[\w\]*)]\s*\{[^{}]*[a-z-]+:[^{}]+;[^{}]*\}")
HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])")
NUMBERED = re.compile(r"\b(?:rgb|hsl)a?\(\s*\d")


def strings(text: str) -> list[tuple[int, str]]:
    """Every string of a file with its line, docstrings too; a hole of an f-string is a 0."""
    found = []
    for node in nodes(text):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.JoinedStr):
            whole = (p.value if isinstance(p, ast.Constant) else "0" for p in node.values)
            found.append((node.lineno, "".join(whole)))
    return found


def no_css_in_python(tree: Tree) -> list[str]:
    """A style sheet is a file that ends in .css; only the kit puts one on a page."""
    return [
        f"{path}:{line} has CSS in a string"
        for path, text in product(tree).items()
        for line, string in strings(text)
        if ("<style" in string and path not in SENDERS) or DECLARATIONS.search(string)
    ]


def colours_from_the_theme(tree: Tree) -> list[str]:
    """Colours stand in .streamlit/config.toml; no script or style sheet has one of its own."""
    problems = []
    for path, text in tree.items():
        if not path.startswith("maskviz/") or path in INKS:
            continue
        found = strings(text) if path.endswith(".py") else list(enumerate(text.splitlines(), 1))
        problems += [f"{path}:{line} names a colour" for line, s in found if HEX.search(s)]
        if not path.endswith(".js"):
            problems += [f"{path}:{line} names a colour" for line, s in found if NUMBERED.search(s)]
    return problems


def escaped_by_markup(tree: Tree) -> list[str]:
    """`Markup` is a template written in the code and filled by `format`; nobody escapes by hand."""
    problems = []
    for path, text in product(tree).items():
        for name in imports(path, text):
            if name.split(".")[0] == "html" or name == "markupsafe.escape":
                problems.append(f"{path} imports {name}")
        for node in nodes(text):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            written = all(isinstance(arg, ast.Constant) for arg in node.args)
            if called == "Markup" and not written:
                problems.append(f"{path}:{node.lineno} makes Markup of what is no template")
            if called == "html" and path not in SENDERS:
                problems.append(f"{path}:{node.lineno} calls html; {SENDERS[0]} does")
            if any(word.arg == "unsafe_allow_html" for word in node.keywords):
                problems.append(f"{path}:{node.lineno} allows unsafe HTML")
    return problems
