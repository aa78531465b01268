"""The first page names the app, and every place of Streamlit's page that it changes is still there.

When Streamlit's pin moves and one of these fails, look at its index.html and mend
maskviz/server/page.py or sheet.py; `python -m tests.server.icons` makes the icon font again.
"""

import io
import re
from html.parser import HTMLParser

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from maskviz.server.firstpage import STATIC, FirstPage
from maskviz.server.front import HINTS
from maskviz.server.page import FONT, IMPORT, INLINE, NOSCRIPT, needed
from maskviz.server.sheet import ICONS, OURS, SPARED
from maskviz.stage.inline import ASSETS
from maskviz.ui.shell import ADDRESSES, ICON
from tests.server.asking import ask
from tests.server.icons import FULL, ours, signs, subset, wanted

SCRIPTS = STATIC / "static/js"
STREAMLITS = (STATIC / "index.html").read_text("utf-8")
FILES = Starlette(routes=create_streamlit_static_assets_routes(base_url=None))
APP = FirstPage(FILES, ICON, HINTS, ADDRESSES)


class Links(HTMLParser):
    """Every address that a page names, with the tag and its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def addresses(self) -> list[str]:
        named = [a.get("href") or a.get("src") for t, a in self.found if t in ("link", "script")]
        return [a for a in named if a]


@pytest.fixture(scope="module")
def page():
    return ask(APP, "/playground").body.decode()


def test_what_is_changed_is_still_there_to_be_changed():
    assert len(FONT.findall(STREAMLITS)) == 1
    assert len(INLINE.findall(STREAMLITS)) == 1
    assert len(NOSCRIPT.findall(STREAMLITS)) == 1
    for words in (
        "<title>Streamlit</title>",
        "</head>",
        '<html lang="en">',
        '<div id="root"></div>',
        "./favicon.png",
    ):
        assert STREAMLITS.count(words) == 1


def test_it_is_ours(page):
    assert "<title>maskviz</title>" in page and "Streamlit</title>" not in page
    assert '<meta name="description" content="See what an attention mask does' in page
    assert page.count('name="theme-color"') == 2 and 'data-page="playground"' in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page), "the policy lets no script stand in it"


def test_what_it_names_is_there_and_named_once(page):
    addresses = Links(page).addresses()
    assert len(addresses) == len(set(addresses)) > 70
    for address in addresses:
        path = address.removeprefix(".")
        if not path.startswith("/_stcore/"):
            got = ask(APP, path)
            assert got.status == 200 and "html" not in got.headers["content-type"], path


def test_all_that_streamlit_names_is_still_named(page):
    sheet = next(STATIC.glob("static/css/index.*.css")).name
    left = {a for a in Links(STREAMLITS).addresses() if not a.endswith((sheet, ".woff2"))}
    assert left <= set(Links(page).addresses())


@pytest.mark.parametrize("name", HINTS)
def test_a_hint_is_of_a_page_and_of_a_kind_of_element(name):
    assert not name or name in ADDRESSES
    for kind in HINTS[name]:
        file = ASSETS / kind.partition("/")[2]
        assert file.is_file() if "/" in kind else len(list(SCRIPTS.glob(f"{kind}.*.js"))) == 1


def test_what_is_needed_comes_with_what_it_imports():
    found = needed("Slider", SCRIPTS)
    assert found[-1].startswith("Slider.") and len(found) == len(set(found)) > 10
    for name in found:
        assert set(IMPORT.findall((SCRIPTS / name).read_text("utf-8"))) <= set(found)
    assert needed("Nothing", SCRIPTS) == []


def test_the_sheet_is_streamlits_but_for_the_fonts(page):
    name = next(a for a in Links(page).addresses() if "css/maskviz." in a).removeprefix(".")
    got = ask(APP, name)
    ours, theirs = got.body.decode(), next(STATIC.glob("static/css/index.*.css")).read_text("utf-8")
    assert "immutable" in got.headers["cache-control"]
    cut = re.compile(r"@font-face\{[^}]*\}")
    added = "".join(sheet.read_text("utf-8") for sheet in OURS)
    assert cut.sub("", ours) == cut.sub("", theirs) + added
    faces, kept = cut.findall(theirs), cut.findall(ours)
    gone = [face for face in faces if face not in kept]
    assert all(any(word in face for word in (*SPARED, FULL.name)) for face in gone)
    assert len(gone) == 5, "two faces for code, the two slanted ones, the icons"
    font = re.search(r"\.\./media/(icons\.\w+\.woff2)", ours)
    assert ask(APP, f"/static/media/{font[1]}").body == ICONS.read_bytes()


def test_every_sign_that_can_be_asked_for_is_in_the_small_font():
    full, small = TTFont(FULL), ours()
    names, found, whole = wanted(full), signs(small), signs(full)
    assert len(names) > 50 and names <= set(found)
    assert set("_abcdefghijklmnopqrstuvwxyz") <= {chr(c) for c in small.getBestCmap()}
    for name in names:
        drawn, asked = small["glyf"][found[name]], full["glyf"][whole[name]]
        assert drawn.getCoordinates(small["glyf"])[0] == asked.getCoordinates(full["glyf"])[0]


def test_the_small_font_is_what_the_recipe_makes():
    made, kept = TTFont(io.BytesIO(subset())), ours()
    assert made.getGlyphOrder() == kept.getGlyphOrder()


def test_the_icon_is_one():
    got = ask(APP, "/favicon.png")
    assert got.body == ICON.read_bytes() and got.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("base", ["", "/under/this/"])
def test_an_address_without_a_page_is_not_found_and_says_so_with_a_page(base):
    under = base.rstrip("/")
    files = Starlette(routes=create_streamlit_static_assets_routes(base_url=base))
    app = FirstPage(files, ICON, HINTS, ADDRESSES, base)
    for address in [f"{under}/{page}" for page in ADDRESSES]:
        assert ask(app, address).status == 200
    got = ask(app, f"{under}/wp-login")
    assert got.status == 404 and "<title>maskviz</title>" in got.body.decode()
    assert ask(app, f"{under}/wp-login", "HEAD").status == 404


def test_other_answers_pass_untouched():
    script = next(SCRIPTS.glob("index.*.js"))
    got = ask(APP, f"/static/js/{script.name}", if_none_match='"x"')
    assert got.body == script.read_bytes()
    tag = got.headers["etag"]
    assert ask(APP, f"/static/js/{script.name}", if_none_match=tag).status == 304
    assert ask(APP, "/_stcore/health").status == 404
    assert ask(APP, "/atlas", "POST").status == 405
