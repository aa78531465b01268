"""Streamlit's style sheet with the fonts this app needs: one for text, a few signs, no more.

The full icon font is 375 kB of 3,800 signs, of which a hundred can be asked for; slanted letters
are made by the browser from the upright ones, and code is set in the reader's own font.
"""

import hashlib
import re
from pathlib import Path

ICONS = Path(__file__).with_name("icons.woff2")  # Material Symbols, Apache 2.0; see the README
SCRIPT = Path(__file__).with_name("first.js")
OURS = [Path(__file__).with_name(name) for name in ("first.css", "phone.css")]  # added to it
FULL_ICONS = "MaterialSymbols-Rounded.*.woff2"
FACE = re.compile(r"@font-face\{[^}]*\}")
SPARED = ("font-style:italic;src:url(../media/Source", "font-family:Source Code Pro;")


def named(stem: str, body: bytes, suffix: str) -> str:
    """A file name that says what is in it, so that a browser may keep the file for ever."""
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}{suffix}"


def lighter(sheet: str, full: str, icons: str) -> str:
    """The sheet with the font `icons` in place of `full` and without the fonts to be spared."""
    kept = FACE.sub(lambda face: "" if any(word in face[0] for word in SPARED) else face[0], sheet)
    return kept.replace(full, icons)


def own_files(static: Path) -> tuple[dict[str, tuple[bytes, str]], str, str, str]:
    """Address -> bytes and type of the sheet, its icons and a script; then three names.

    These are Streamlit's name of the sheet, the new one, and that of the script first.js.
    They have names of their own, so that no other app on this machine finds them in a cache.
    """
    sheet = next(static.glob("static/css/index.*.css"))
    full = next(static.glob(f"static/media/{FULL_ICONS}"))
    font = ICONS.read_bytes()
    font_name = named("icons", font, ".woff2")
    style = lighter(sheet.read_text("utf-8"), full.name, font_name)
    style += "".join(added.read_text("utf-8") for added in OURS)
    style_name = named("maskviz", style.encode(), ".css")
    script = SCRIPT.read_bytes()
    script_name = named("maskviz", script, ".js")
    files = {
        f"/static/media/{font_name}": (font, "font/woff2"),
        f"/static/css/{style_name}": (style.encode(), "text/css"),
        f"/static/js/{script_name}": (script, "text/javascript"),
    }
    return files, sheet.name, style_name, script_name
