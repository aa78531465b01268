"""Files are taken where the page asks for one, and few of them at a time."""

from collections import Counter
from typing import cast

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

ROUTE = "_stcore/upload_file"
UPLOADER = "file_uploader_state_value"
KEPT = 2  # files of a session; a page asks for one, and the one before it may still be shown
COMING = 2  # files of a session on their way
HEARD = 2_000_000  # bytes of a refused file that are read before the answer


def takes_files(session: AppSession) -> bool:
    """Whether the page that a session shows has a field for files."""
    state = session._session_state
    widgets = state._new_widget_state
    drawn = list(widgets.widget_metadata.items())  # at once: a run may be adding to it
    fields = (name for name, widget in drawn if widget.value_type == UPLOADER)
    return any(name in widgets.states or name in state._old_state for name in fields)


def make_room(files: MemoryUploadedFileManager, session: str) -> None:
    """Forget all files of a session but the newest."""
    for name in list(files.file_storage.get(session, ()))[:-KEPT]:
        files.remove_file(session, name)


async def refuse(told: str, status: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a sentence, after the file was heard and thrown away.

    Who is answered while still sending finds the connection closed, and never reads the answer.
    """
    heard, more = 0, True
    while more and heard <= HEARD:
        message = await receive()
        heard += len(message.get("body", b""))
        more = message.get("more_body", False)
    await PlainTextResponse(told, status)(scope, receive, send)


class Uploads:
    """Middleware before Streamlit's own reception of files, which has no quota.

    Streamlit itself refuses whom it does not know, a wrong token and a file that is too large.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").strip("/").split("/")
        here = scope["type"] == "http" and "/".join(path[-4:-2]) == ROUTE
        session = path[-2] if here and scope["method"] == "PUT" else ""
        known = runtime.get_instance().get_app_session(session) if session else None
        if known is None:
            await self.app(scope, receive, send)
        elif not takes_files(known):
            await refuse("This page takes no files.", 403, scope, receive, send)
        elif self.coming[session] >= COMING:
            told = f"{COMING} files are on their way already; wait until one has arrived."
            await refuse(told, 429, scope, receive, send)
        else:
            await self._take(session, scope, receive, send)

    async def _take(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        self.coming[session] += 1
        try:
            await self.app(scope, receive, send)
            files = runtime.get_instance().uploaded_file_mgr
            make_room(cast(MemoryUploadedFileManager, files), session)
        finally:
            self.coming[session] -= 1
            self.coming += Counter()  # drops those that are 0
