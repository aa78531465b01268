"""The page that Streamlit sends first, made this app's own: its name, its colours, its needs.

Everything here is words in a text; what is not found there is left as it is, and
tests/server/test_page.py says so when Streamlit's page changes.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import Markup

NAME = "maskviz"
SENTENCE = "See what an attention mask does, live, in a small trained transformer."
WITHOUT = "maskviz draws its pictures in the browser, so it needs JavaScript."

FONT = re.compile(r'\s*<link\s+rel="preload"\s+href="([^"]+)"\s+as="font"[^>]*>')
INLINE = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)?<script>.*?</script>", re.S)
NOSCRIPT = re.compile(r"(<noscript>).*?(</noscript>)", re.S)
IMPORT = re.compile(r"""(?:from|import)\s*[`"']\./([\w.-]+\.js)[`"']""")
LATER = '<link fetchpriority="low"'

# Seen until the first elements come; first.css gives it its form.
WAITING = Markup('<div class="waiting"><p>{}</p><i></i><i></i></div>').format(NAME)


def needed(chunks: Iterable[str], folder: Path) -> list[str]:
    """The scripts that draw these kinds of elements, `Slider` say, and all that they import."""

    def follow(name: str, met: set[str]) -> Iterator[str]:
        if name not in met and (folder / name).is_file():
            met.add(name)
            for other in IMPORT.findall((folder / name).read_text("utf-8")):
                yield from follow(other, met)
            yield name

    met: set[str] = set()
    return [
        name
        for chunk in chunks
        for entry in sorted(folder.glob(f"{chunk}.*.js"))
        for name in follow(entry.name, met)
    ]


def hint(address: str) -> str:
    """The line that has a script or a style loaded before anyone asks for it.

    Low: what Streamlit itself asks for meanwhile, its socket above all, goes first.
    """
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" fetchpriority="low" href="{address}">'
    return f'<link rel="modulepreload" fetchpriority="low" href="{address}">'


def rewritten(page: str, addresses: Iterable[str], colours: tuple[str, str]) -> str:
    """Streamlit's page with this app's name and colours, and hints for these addresses.

    The scripts are asked for before the font of the text, which is the larger and can wait.
    """
    fonts = [match[0].strip().replace("<link", LATER) for match in FONT.finditer(page)]
    page = INLINE.sub("", FONT.sub("", page))
    page = NOSCRIPT.sub(rf"\g<1><p>{WITHOUT}</p>\g<2>", page)
    page = page.replace("<title>Streamlit</title>", f"<title>{NAME}</title>")
    light, dark = colours
    head = [
        f'<meta name="description" content="{SENTENCE}">',
        f'<meta name="theme-color" content="{light}" media="(prefers-color-scheme: light)">',
        f'<meta name="theme-color" content="{dark}" media="(prefers-color-scheme: dark)">',
        *(hint(address) for address in addresses if address not in page),
        *fonts,
    ]
    page = page.replace("</head>", "\n".join([*head, "</head>"]))
    return page.replace('<div id="root"></div>', f'<div id="root">{WAITING}</div>')
