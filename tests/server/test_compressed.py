"""What comes compressed is byte for byte the file on the disk, and is compressed once."""

import gzip
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from maskviz.server import shelf
from maskviz.server.compressed import Compressed, takes_gzip
from maskviz.server.shelf import Shelf
from maskviz.server.whole import LARGEST
from tests.server.asking import ask

STATIC = Path(get_static_dir())
GZIP = "gzip, deflate, br, zstd"
SCRIPTS = sorted(p.relative_to(STATIC).as_posix() for p in STATIC.glob("static/js/p*.js"))
SCRIPT = max(SCRIPTS, key=lambda path: (STATIC / path).stat().st_size)
FONT = next(p.relative_to(STATIC).as_posix() for p in STATIC.glob("static/media/*.woff2"))


@pytest.fixture
def counted(monkeypatch):
    """How often something was compressed."""
    done = []
    compress = gzip.compress
    monkeypatch.setattr(
        shelf.gzip, "compress", lambda *a, **k: done.append(len(a[0])) or compress(*a, **k)
    )
    return done


def served(*routes: Route, shelf: Shelf | None = None) -> Compressed:
    files = create_streamlit_static_assets_routes(base_url=None)
    return Compressed(Starlette(routes=[*routes, *files]), shelf)


def test_every_script_is_the_file_on_the_disk():
    app = served()
    assert SCRIPTS
    for path in [*SCRIPTS, "index.html"]:
        got = ask(app, f"/{path}", accept_encoding=GZIP)
        whole = (STATIC / path).read_bytes()
        if got.headers.get("content-encoding") == "gzip":
            assert gzip.decompress(got.body) == whole and len(got.body) < len(whole)
        else:
            assert len(whole) < 500 and got.body == whole
        assert int(got.headers["content-length"]) == len(got.body)
        assert got.headers["content-type"].startswith(("text/javascript", "text/html"))
        assert "Accept-Encoding" in got.headers["vary"]


def test_it_is_compressed_once_for_all(counted):
    app = served()
    answers = [ask(app, f"/{SCRIPT}", accept_encoding=GZIP) for _ in range(3)]
    assert len(counted) == 1 and len({a.body for a in answers}) == 1
    assert "immutable" in answers[0].headers["cache-control"]
    pages = [ask(app, p, accept_encoding=GZIP) for p in ("/", "/atlas", "/atlas?p=2x", "/nowhere")]
    assert len(counted) == 2 and len({a.body for a in pages}) == 1
    assert {a.headers["cache-control"] for a in pages} == {"no-cache"}


def test_two_who_arrive_together_wait_for_one_compression(counted):
    kept = Shelf()

    async def both() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(kept.pack, "/a.js", b"let a = 1;" * 9999, ())

    anyio.run(both)
    assert len(counted) == 1


def test_who_has_it_is_told_so():
    app = served()
    for path in (f"/{SCRIPT}", "/"):
        first = ask(app, path, accept_encoding=GZIP)
        for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
            again = ask(app, path, accept_encoding=GZIP, if_none_match=tag)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == first.headers["etag"]
            assert "content-length" not in again.headers
        other = ask(app, path, accept_encoding=GZIP, if_none_match='"something"')
        assert (other.status, other.body) == (200, first.body)


def test_who_does_not_take_gzip_gets_the_file_itself():
    app = served()
    whole = (STATIC / SCRIPT).read_bytes()
    for accepted in ("identity", "br", "gzip;q=0", "*;q=0", ""):
        got = ask(app, f"/{SCRIPT}", accept_encoding=accepted)
        assert got.body == whole and "content-encoding" not in got.headers
        assert "Accept-Encoding" in got.headers["vary"]
    tag = got.headers["etag"]
    assert ask(app, f"/{SCRIPT}", accept_encoding="br", if_none_match=tag).status == 304
    packed = ask(app, f"/{SCRIPT}", accept_encoding=GZIP).headers["etag"]
    assert packed != tag, "two forms of one file need two tags"


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("br, GZip;q=0.5", True),
        ("*", True),
        ("gzip;q=0, *", False),
        ("deflate", False),
        ("gzip;q=often", False),
        ("", False),
    ],
)
def test_what_a_browser_accepts(accepted, taken):
    assert takes_gzip(accepted) is taken


def test_head_is_get_without_the_body():
    app = served()
    for path in (f"/{SCRIPT}", "/", f"/{FONT}"):
        for accepted in (GZIP, "identity"):
            get = ask(app, path, accept_encoding=accepted)
            head = ask(app, path, "HEAD", accept_encoding=accepted)
            assert (head.status, head.body) == (200, b"")
            assert head.headers.items() == get.headers.items()


def test_a_part_of_a_file_is_a_part_of_the_file():
    app = served()
    ask(app, f"/{SCRIPT}", accept_encoding=GZIP)
    got = ask(app, f"/{SCRIPT}", accept_encoding=GZIP, range="bytes=10-29")
    assert (got.status, got.body) == (206, (STATIC / SCRIPT).read_bytes()[10:30])
    assert "content-encoding" not in got.headers


def test_fonts_pass_untouched():
    got = ask(served(), f"/{FONT}", accept_encoding=GZIP)
    assert got.body == (STATIC / FONT).read_bytes() and "content-encoding" not in got.headers


def test_what_changed_is_compressed_again(counted):
    words = ["first " * 200, "second " * 200, "second " * 200]
    app = served(Route("/words.txt", lambda request: PlainTextResponse(words.pop(0))))
    got = [ask(app, "/words.txt", accept_encoding=GZIP) for _ in range(3)]
    assert [gzip.decompress(a.body)[:5] for a in got] == [b"first", b"secon", b"secon"]
    assert len(counted) == 2


@pytest.mark.parametrize(
    "plain",
    [
        Response(b"x" * 9999, 404, media_type="text/plain"),
        Response(b"x" * (LARGEST + 1), media_type="text/plain"),
        Response(b"x" * 499, media_type="text/plain"),
        Response(b"x" * 9999, media_type="application/octet-stream"),
        Response(b"x" * 9999, headers={"content-encoding": "br"}, media_type="text/plain"),
        Response(b"x" * 9999, headers={"set-cookie": "a=b"}, media_type="text/plain"),
    ],
)
def test_what_is_no_file_worth_it_is_sent_as_it_is(plain, counted):
    app = served(Route("/answer", lambda request: plain))
    got = ask(app, "/answer", accept_encoding=GZIP)
    assert (got.status, got.body) == (plain.status_code, plain.body) and not counted
    assert ask(app, "/answer", "HEAD", accept_encoding=GZIP).body == b""


def test_answers_of_the_moment_are_not_looked_at(counted):
    text = PlainTextResponse("x" * 9999)
    app = served(*[Route(p, lambda r: text) for p in ("/_stcore/stream", "/media/abc")])
    for path in ("/_stcore/stream", "/media/abc"):
        assert ask(app, path, accept_encoding=GZIP).body == text.body
    assert not counted


def test_the_shelf_has_an_end():
    kept = Shelf(room=3000)

    async def fill() -> None:
        for i in range(9):
            noise = bytes((j * j * (i + 3) >> 3) % 251 for j in range(1500))
            await kept.pack(f"/{i}.js", noise, ((b"cache-control", b"immutable"),))

    anyio.run(fill)
    assert kept.size == sum(len(p.body) for p in kept.kept.values()) <= 3000
    assert kept.get("/8.js") and not kept.get("/0.js")
