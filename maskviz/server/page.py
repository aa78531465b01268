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

# Seen until the first elements come; first.css gives it its form.
WAITING = Markup('<div class="waiting"><p>{}</p><i></i><i></i></div>').format(NAME)


def needed(kind: str, folder: Path) -> list[str]:
    """The script that draws a kind of element, `Slider` say, after all that it imports."""

    def follow(name: str, met: set[str]) -> Iterator[str]:
        if name not in met and (folder / name).is_file():
            met.add(name)
            for other in IMPORT.findall((folder / name).read_text("utf-8")):
                yield from follow(other, met)
            yield name

    met: set[str] = set()
    return [name for entry in folder.glob(f"{kind}.*.js") for name in follow(entry.name, met)]


def hint(address: str) -> str:
    """The line that has a script or a style loaded before anyone asks for it.

    Low: what Streamlit itself asks for meanwhile, its socket above all, goes first.
    """
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" fetchpriority="low" href="{address}">'
    return f'<link rel="modulepreload" fetchpriority="low" href="{address}">'


def rewritten(
    page: str, name: str, script: str, addresses: Iterable[str], colours: tuple[str, str]
) -> str:
    """Streamlit's page with this app's name and colours, and hints for these addresses.

    The page that was asked for stands in `data-page`, for first.css. The font of the text is no
    longer asked for before all else: the scripts need the line more.
    """
    page = INLINE.sub("", FONT.sub("", page))
    page = NOSCRIPT.sub(rf"\g<1><p>{WITHOUT}</p>\g<2>", page)
    page = page.replace("<title>Streamlit</title>", f"<title>{NAME}</title>")
    page = page.replace('<html lang="en">', f'<html lang="en" data-page="{name}">')
    light, dark = colours
    head = [
        f'<meta name="description" content="{SENTENCE}">',
        f'<meta name="theme-color" content="{light}" media="(prefers-color-scheme: light)">',
        f'<meta name="theme-color" content="{dark}" media="(prefers-color-scheme: dark)">',
        *(hint(address) for address in dict.fromkeys(addresses) if address not in page),
    ]
    begins = Markup('<script defer src="{}"></script>').format(script)
    page = page.replace('<script type="module"', f'{begins}\n    <script type="module"', 1)
    page = page.replace("</head>", "\n".join([*head, "</head>"]))
    return page.replace('<div id="root"></div>', f'<div id="root">{WAITING}</div>')
