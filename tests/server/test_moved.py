"""Old addresses lead on before anything is loaded, with every character that they ask."""

from urllib.parse import urljoin

import anyio
import pytest

from maskviz.server.moved import BARE, MOVED, Moved
from maskviz.ui.shell import PAGES


def sent_on(path: str, base: str = "", **scope: object) -> str | None:
    """Where a browser that asks for a path is led to; None when the app answers itself."""
    sent: list[dict] = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    path, _, query = path.partition("?")
    asked = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), **scope}
    anyio.run(Moved(app, base), asked, None, send)
    if sent[0]["status"] == 200:
        return None
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 307 and headers[b"cache-control"] == b"no-store"
    return urljoin(f"http://a.host{path}", headers[b"location"].decode())


@pytest.mark.parametrize("base", ["", "a/room"])
def test_the_bare_address_is_the_first_page_s(base):
    at = f"/{base}".rstrip("/")
    assert sent_on(f"{at}/", base=base) == f"http://a.host{at}/start"
    assert sent_on(f"{at}/", base=base, method="HEAD") == f"http://a.host{at}/start"


@pytest.mark.parametrize(
    "query", ["?p=2AbC-_9", "?mask=causal&text=The+cat%20%26%C3%A4&x=1&x=2", "?embed=true&p=a"]
)
def test_what_the_bare_address_asks_is_asked_of_the_playground(query):
    assert sent_on(f"/{query}") == f"http://a.host/playground{query}"
    assert sent_on(f"/a/room/{query}", base="a/room") == f"http://a.host/a/room/playground{query}"
    assert sent_on(f"/{query}", method="HEAD") == f"http://a.host/playground{query}"


@pytest.mark.parametrize("base", ["", "a/room"])
def test_a_rule_and_a_matrix_are_checked_on_one_page_now(base):
    at = f"/{base}".rstrip("/")
    for old in ("rule", "own"):
        assert sent_on(f"{at}/{old}", base=base) == f"http://a.host{at}/check"
        asked = "?rule=k%20%3C%3D+q&rule_tokens=10&hide=bar"
        assert sent_on(f"{at}/{old}{asked}", base=base) == f"http://a.host{at}/check{asked}"


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("/playground?p=a", {}),
        ("/_stcore/health", {}),
        ("/static/js/index.js", {}),
        ("/", {"method": "POST"}),
        ("/", {"type": "websocket"}),
    ],
)
def test_all_else_is_answered_as_it_was(path, changed):
    assert sent_on(path, **changed) is None


def test_no_query_leads_to_another_host():
    for query in ("?//evil", "?\r\nLocation: http://evil", "?@evil", "?p=\\\\evil"):
        assert sent_on(f"/{query}").startswith("http://a.host/playground?")


def test_what_moved_is_there():
    assert {*MOVED.values(), *BARE.values()} <= {page for pages in PAGES.values() for page in pages}
