"""Answers say what may be done with them; figures of the process are for the host alone."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from maskviz.server.doors import METRICS, ROBOTS, Doors
from maskviz.server.headers import FRAMED_BY, SafeHeaders, policy
from tests.server.asking import ask

PAGE = Starlette(
    routes=[
        Route("/page", lambda request: HTMLResponse("<p>a page</p>")),
        Route("/file.js", lambda request: PlainTextResponse("let a")),
        Route("/_stcore/metrics", lambda request: PlainTextResponse("sessions 3")),
    ]
)


def test_a_page_runs_our_scripts_only_and_is_framed_by_nobody_else():
    headers = ask(SafeHeaders(PAGE), "/page").headers
    rules = dict(r.strip().split(" ", 1) for r in headers["content-security-policy"].split(";"))
    assert rules["frame-ancestors"] == "'self'" and rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"] and "*" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_script_carries_the_one_header_it_needs():
    headers = ask(SafeHeaders(PAGE), "/file.js").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers


def test_a_course_may_frame_it_when_the_host_says_so(monkeypatch):
    monkeypatch.setenv(FRAMED_BY, "https://moodle.example.edu  https://*.example.org")
    headers = ask(SafeHeaders(PAGE), "/page").headers
    assert headers["content-security-policy"].endswith(
        "frame-ancestors 'self' https://moodle.example.edu https://*.example.org"
    )


@pytest.mark.parametrize("site", ["moodle", "*", "https://a;script-src", "javascript:1"])
def test_a_wrong_site_stops_the_start_with_its_name(site):
    with pytest.raises(ValueError, match=FRAMED_BY) as told:
        policy(site)
    assert site in str(told.value)


def test_the_metrics_are_closed_until_the_host_opens_them(monkeypatch):
    monkeypatch.delenv(METRICS, raising=False)
    for path in ("/_stcore/metrics", "/_stcore/metrics/", "/under/_stcore/metrics"):
        assert ask(Doors(PAGE), path).status == 404
    monkeypatch.setenv(METRICS, "1")
    assert ask(Doors(PAGE), "/_stcore/metrics").body == b"sessions 3"
    assert ask(Doors(PAGE, metrics=False), "/page").status == 200


def test_robots_are_told_in_their_own_words():
    got = ask(Doors(PAGE), "/robots.txt")
    assert got.headers["content-type"].startswith("text/plain") and got.body == ROBOTS.encode()
    assert "User-agent: *" in ROBOTS and "Disallow: /_stcore/" in ROBOTS
