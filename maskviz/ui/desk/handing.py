"""What a teacher takes away: the link, its code, its frame, and a look at what a student sees."""

import os

import streamlit as st
from markupsafe import Markup

from maskviz.server.headers import FRAMED_BY
from maskviz.settings.query import written
from maskviz.ui.desk.classlink import BOARD, ClassLink
from maskviz.ui.desk.qrcode import MOST, drawn, qr_code, squares
from maskviz.ui.kit.markup import show_html
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import PAGES, titled

TITLES = {address: title for titles in PAGES.values() for address, title in titles.items()}
TAKEN = Markup('<p class="address"><a href="{0}" target="_blank">{0}</a></p><p>{1}</p>{2}')
FRAME = Markup("<h2>As a frame</h2><pre><code>{}</code></pre><p>{}</p>")
PAPER = Markup(
    '<h2>On paper</h2><p><a href="./handout{0}" target="_blank">The handout</a> with every picture '
    'and question, and <a href="./handout/answers{0}" target="_blank">its answers</a>, each to be '
    "printed on A4.</p>"
)
CODE = Markup('<img class="qr" src="{}" alt="{}">')
LARGE = Markup('<img class="qr large" src="{}" alt="{}"><p class="address">{}</p>')
ALT = "QR code of the link: {}"
WIDTHS = {"phone": ("As on a phone", 360), "wide": ("As on a screen", "stretch")}
PREVIEW = 640  # pixels high


def show_link(link: ClassLink) -> None:
    """The link and what is made of it."""
    st.header("The link", anchor=False)
    if link.here_only:
        st.info(
            "This address is this machine alone. For a class, start the app with "
            "`make run HOST=0.0.0.0` and open the desk under the address that it prints."
        )
    if link.too_long:
        st.warning(plain(said_too_long(link)))
    code = qr_code(link.address)
    picture = CODE.format(drawn(code), ALT.format(link.address)) if code else Markup()
    told = said_length(link, squares(code) if code else 0)
    show_html(TAKEN.format(link.address, told, picture), "desk")
    if code and st.button("Show the code large"):
        show_large(link.address, drawn(code))
    frame = link.frame(titled(TITLES[link.aim.page]))
    lesson = link.aim.words.get("lesson") if link.aim.page == "learn" else None
    asked = written({"lesson": lesson}) if lesson else ""
    show_html(FRAME.format(frame, said_framed()) + PAPER.format(asked), "desk")


def said_length(link: ClassLink, side: int) -> str:
    told = f"{len(link.address):,} characters."
    if not side:
        return f"{told} A code holds {MOST:,} at most, so there is none to scan."
    return f"{told} The code has {side} squares a side: the fewer, the farther away it is read."


def said_too_long(link: ClassLink) -> str:
    """That nobody copies it from a board, and what would help, with the lengths."""
    told = f"This link has {len(link.address):,} characters; over {BOARD} are too many for a board."
    ways = [f"{said} it has {length:,}" for said, length in link.shorter()]
    return f"{told} {'; '.join(ways).capitalize()}." if ways else f"{told} The code can be scanned."


def said_framed() -> str:
    """Who may show the frame; a browser asks the server's headers."""
    sites = os.environ.get(FRAMED_BY, "").split()
    if sites:
        return f"The frame is shown by pages of this server and of {', '.join(sites)}."
    return (
        "The frame is shown by pages of this server only, until its host names your course's site "
        f"in {FRAMED_BY}."
    )


@st.dialog("Scan to open", width="large")
def show_large(address: str, picture: str) -> None:
    """As large as the screen allows, to be scanned from the last row."""
    show_html(LARGE.format(picture, ALT.format(address), address), "desk")


def show_preview(link: ClassLink) -> None:
    """What a student sees, in a frame, as soon as it is asked for: it is a visitor of its own."""
    st.header("What a student sees", anchor=False)
    titles = {name: title for name, (title, _) in WIDTHS.items()}
    asked = st.pills("Preview", list(titles), format_func=titles.get, key="preview")
    if asked is None:
        st.caption("The link above opens it in a tab of its own.")
        return
    told = "A preview of the link"
    st.iframe(link.address, width=WIDTHS[asked][1], height=PREVIEW, alt=told)
