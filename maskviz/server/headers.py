"""What a browser may do with these answers: run our scripts only, and frame them only if asked."""

import os

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Sites that may show the app inside a page of theirs, a course's for example, with spaces between.
FRAMED_BY = "MASKVIZ_FRAMED_BY"

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob:",  # blob: a component whose files could not be served
    "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles as it draws
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
EVERYWHERE = {"X-Content-Type-Options": "nosniff"}
ON_PAGES = {  # on a hundred scripts they would be 40 kB for nothing
    "Referrer-Policy": "same-origin",  # an address holds what a visitor typed
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(framed_by: str) -> str:
    """The content security policy. Errors: a site that is no `https://host` raises ValueError."""
    sites = framed_by.split()
    for site in sites:
        if not site.startswith(("https://", "http://")) or set(site) & set(";,'\""):
            raise ValueError(f"{FRAMED_BY} takes addresses like https://host, not “{site}”")
    rules = {**POLICY, "frame-ancestors": " ".join(["'self'", *sites])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SafeHeaders:
    """Middleware: on every answer that its type is meant, on a page what may be done with it."""

    def __init__(self, app: ASGIApp, framed_by: str | None = None) -> None:
        self.app = app
        asked = os.environ.get(FRAMED_BY, "") if framed_by is None else framed_by
        self.page = {"Content-Security-Policy": policy(asked), **ON_PAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                page = headers.get("content-type", "").startswith("text/html")
                for name, value in (EVERYWHERE | self.page if page else EVERYWHERE).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)
