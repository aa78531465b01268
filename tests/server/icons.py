"""The icon font as this app sends it: the few signs that Streamlit and its pages can ask for.

`python -m tests.server.icons` makes maskviz/server/icons.woff2 again, after Streamlit's pin moved.
"""

import io
import re
import string
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from maskviz.server.sheet import FULL_ICONS, ICONS

ROOT = Path(__file__).parents[2]
STREAMLIT = Path(streamlit.__file__).parent
FULL = next(STREAMLIT.glob(f"static/static/media/{FULL_ICONS}"))
NAMED = re.compile(r":material/([a-z0-9_]+):")
LETTERS = f"{string.ascii_lowercase}{string.digits}_ "
PLACES = (
    *STREAMLIT.glob("static/static/js/*.js"),
    *STREAMLIT.glob("elements/**/*.py"),
    *ROOT.glob("maskviz/**/*.py"),
    *ROOT.glob("pages/**/*.py"),
)


def signs(font: TTFont) -> dict[str, str]:
    """Name -> glyph: a sign is a ligature of the letters of its name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 128}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    name = "".join(letters[glyph] for glyph in (first, *ligature.Component))
                    found[name] = ligature.LigGlyph
    return found


def wanted(font: TTFont) -> set[str]:
    """Every name that the pinned Streamlit or a page of this app writes as `:material/name:`."""
    named = {name for path in PLACES for name in NAMED.findall(path.read_text("utf-8"))}
    return named & set(signs(font))


def ours() -> TTFont:
    """The font as it is sent."""
    return TTFont(ICONS)


def subset() -> bytes:
    font = TTFont(FULL, recalcTimestamp=False)
    ligatures, characters = signs(font), font.getBestCmap()
    names = wanted(font)
    options = Options(layout_closure=False, layout_features=["*"], flavor="woff2", hinting=False)
    chosen = Subsetter(options)
    chosen.populate(
        unicodes=[code for code in characters if chr(code) in LETTERS],
        glyphs=[ligatures[name] for name in names],
    )
    chosen.subset(font)
    font.flavor, out = "woff2", io.BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    ICONS.write_bytes(subset())
    print(f"{ICONS.name}: {ICONS.stat().st_size:,} of {FULL.stat().st_size:,} bytes")
