"""What every request passes through before it reaches Streamlit, outermost first."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.middleware import Middleware
from streamlit import config

from maskviz.server.bundles import Bundles
from maskviz.server.compressed import Compressed
from maskviz.server.doors import Doors
from maskviz.server.firstpage import FirstPage
from maskviz.server.headers import SafeHeaders
from maskviz.server.moved import Moved
from maskviz.server.papers import Paper, Papers
from maskviz.server.seats import Seats
from maskviz.server.uploads import Uploads

SIDEBAR = (
    "ButtonGroup",
    "Selectbox",
    "TextArea",
    "NumberInput",
    "Checkbox",
    "Slider",
    "Multiselect",
)
BOARD = [f"maskviz.board/board/board.{kind}" for kind in ("css", "js")]
FRONT = [f"maskviz.front/front/front.{kind}" for kind in ("css", "js")]
HINTS = {  # page -> what it needs, in the order of need
    "": ("Html",),
    "start": ("Html", "BidiComponent", *FRONT),
    "playground": ("Html", "BidiComponent", *BOARD, *SIDEBAR),
}


def front(icon: Path, pages: Sequence[str], papers: Mapping[str, Paper]) -> list[Middleware]:
    """The middleware of an app with these pages and these pages for paper; `icon` is the drawing in
    the browser's tab."""
    base = config.get_option("server.baseUrlPath")
    return [
        Middleware(SafeHeaders),
        Middleware(Seats),
        Middleware(Doors),
        Middleware(Moved, base=base),
        Middleware(Compressed),
        Middleware(Papers, papers=papers, base=base),
        Middleware(FirstPage, icon=icon, hints=HINTS, pages=pages, base=base),
        Middleware(Bundles),
        Middleware(Uploads),
    ]
