"""A component of ours is one script and one sheet on the wire, the same as its sources on disk."""

import re

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from maskviz.server.bundles import Bundles, bundle, changed, file_of
from maskviz.stage.inline import ASSETS, joined
from tests.server.asking import ask

SERVED = "/_stcore/bidi-components/maskviz."
ENTRIES = [
    file.relative_to(ASSETS).as_posix()
    for file in sorted(ASSETS.glob("*/*.js"))
    if "export default" in file.read_text("utf-8")
]
STREAMLIT = Starlette(routes=[Route("/{p:path}", lambda request: PlainTextResponse("its own"))])


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_comes_with_all_it_imports(entry):
    got = ask(Bundles(STREAMLIT), f"{SERVED}any/{entry}")
    assert got.body.decode() == joined(entry)
    assert got.headers["content-type"].startswith("text/javascript")
    assert got.headers["cache-control"] == "no-cache"
    assert not re.search(r"^import\b", got.body.decode(), re.M)


def test_a_sheet_comes_with_all_it_imports():
    sheets = [p.relative_to(ASSETS).as_posix() for p in ASSETS.glob("*/*.css")]
    importing = [s for s in sheets if "@import" in (ASSETS / s).read_text("utf-8")]
    assert importing
    for sheet in sheets:
        got = ask(Bundles(STREAMLIT), f"{SERVED}any/{sheet}")
        assert got.body.decode() == joined(sheet) and b"@import" not in got.body
        assert got.headers["content-type"].startswith("text/css")


def test_no_sheet_names_a_file_by_its_place():
    """A joined sheet lies in another folder than its parts, so that `url(…)` would miss."""
    assert not [p for p in ASSETS.glob("*/*.css") if re.search(r"url\((?!data:)", p.read_text())]


@pytest.mark.parametrize(
    "path",
    [
        f"{SERVED}any/shared/dom.js",  # imported, no entry
        f"{SERVED}any/board/nothing.js",
        f"{SERVED}any/../inline.py",
        f"{SERVED}any/board/../../../settings/declared.py",
        f"{SERVED}any",
        "/_stcore/bidi-components/others.board/board/stage.js",
        "/board/stage.js",
        "/",
    ],
)
def test_all_else_is_streamlits(path):
    assert ask(Bundles(STREAMLIT), path).body == b"its own"


def test_an_author_sees_his_change_after_a_reload(tmp_path, monkeypatch):
    (tmp_path / "page").mkdir()
    entry = tmp_path / "page/a.js"
    monkeypatch.setattr("maskviz.server.bundles.ASSETS", tmp_path)
    monkeypatch.setattr("maskviz.server.bundles.join", lambda name: (tmp_path / name).read_text())
    bundle.cache_clear()
    for text in ("export default 1;", "export default 2;"):
        entry.write_text(text)
        assert file_of(f"{SERVED}any/page/a.js") == "page/a.js"
        assert bundle("page/a.js", changed()) == text.encode()
    bundle.cache_clear()
