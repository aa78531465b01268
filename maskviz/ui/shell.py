"""What all pages share: the model, the page frame, and starting warm."""

from functools import lru_cache, partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from maskviz.models import PLANS, Shipped, WeightsError, load
from maskviz.models.memory import keep_freed_memory
from maskviz.models.threads import one_thread
from maskviz.ui.kit.glossary import begin_words
from maskviz.ui.kit.notes import show_notes
from maskviz.ui.kit.style import KIT, show_style
from maskviz.ui.state import arrive, notes
from maskviz.ui.state.seen import begin_seen, write_seen

PAGES = {  # group of the bar -> address -> title; pages/GROUP/ADDRESS.py is the script
    "": {"start": "Start"},  # a plain link
    "Learn": {
        "learn": "Lessons",
        "questions": "Questions",
        "words": "Words",
        "predict": "Predict, then reveal",
        "puzzles": "Puzzles",
        "desk": "Teacher's desk",
    },
    "Play": {
        "playground": "Playground",
        "moves": "What moves",
        "secrets": "Secrets",
        "batch": "The batch",
        "generation": "Generation",
        "heads": "Heads",
        "compare": "Compare",
        "order": "Order",
    },
    "Check": {
        "check": "Check a mask",
        "architectures": "Real models",
        "conventions": "Conventions",
    },
    "Look up": {
        "atlas": "All masks",
        "costs": "What a mask costs",
        "cheat": "Does it cheat?",
        "storage": "Storage",
        "model": "The models",
    },
}
MOVED = {"rule": "check", "own": "check"}  # old address -> page; see also server/moved.py
ADDRESSES = [address for titles in PAGES.values() for address in titles]
ROOT = Path(__file__).parents[2]
ICON = Path(__file__).parent / "icon.svg"
FOLDED = ("learn",)  # pages that begin without the controls
DEVICE = "device"  # of this server, so not part of a link
DRAWN = "drawn_title"  # the playground's, which is the name of its mask


@lru_cache(3 * len(PLANS))
def model(name: str = "gpt", device: str = "cpu") -> Shipped:
    """One model of a name for all visitors; reading does not change it."""
    return load(name, device)


def warm_up() -> None:
    """Do before the first visitor comes what he would wait for."""
    from maskviz.analysis.view import make_view
    from maskviz.libraries.conventions import LIBRARIES, Intent
    from maskviz.settings.declared import Settings

    keep_freed_memory()
    one_thread()
    for name, plan in PLANS.items():
        try:
            make_view(Settings.of(**plan.opening, model=name), model(name))
        except WeightsError as error:
            print(f"{name} cannot be loaded: {error}.", flush=True)
    for library in LIBRARIES:
        library.answer(Intent("window", 9, 9, 3))  # torch's own take a second the first time


def run() -> None:
    """Draw the frame, then the page that was asked for."""
    one_thread()
    pages: dict[str, list[Page]] = {}
    for group, titles in PAGES.items():
        pages[group] = [
            st.Page(ROOT / SCRIPTS[address], title=title, url_path=address)
            for address, title in titles.items()
        ]
    bare = st.Page(lead_on, title="maskviz", default=True, visibility="hidden")
    old = [
        st.Page(partial(moved, now), title=now, url_path=name, visibility="hidden")
        for name, now in MOVED.items()
    ]
    begin_words()
    shown = begin_seen(ADDRESSES)
    position = "hidden" if shown.hides("bar") else "top"
    pages[""] = [bare, *old, *pages[""]]
    page = st.navigation(pages, position=position, expanded=True)
    if page in (bare, *old):
        page.run()
    folded = shown.hides("sidebar") or page.url_path in FOLDED
    sidebar = "collapsed" if folded else "auto"
    frame = {"page_icon": ICON, "layout": "wide", "initial_sidebar_state": sidebar}
    st.set_page_config(page_title=tab_title(page), **frame)
    show_style()
    for name in filter(None, (shown.type, "alone" if shown.alone else "")):
        show_style(KIT, name)
    arrive(page.url_path)
    waiting, told = bool(st.session_state.get("notes")), st.container()
    page.run()
    if page.url_path != "playground":
        write_seen()
    if waiting:
        show_notes(notes(), told)


def tab_title(page: Page) -> str:
    """What stands in the browser's tab. The board says its own as it is drawn; until it is drawn
    again the last one stays."""
    title = st.session_state.get(DRAWN) if page.url_path == "playground" else None
    return title or titled(page.title)


def titled(name: str) -> str:
    return f"{name} – maskviz"


def lead_on() -> None:
    """Go on to the first page; to the playground where the bare address says anything, as all
    addresses of it once did.

    Where the app's own server runs, server/moved.py has done so before anything was loaded.
    """
    moved("playground" if st.query_params else "start")


def moved(address: str) -> None:
    """Go on from an old address to where its page is now, with all that it asks."""
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    st.switch_page(ROOT / SCRIPTS[address], query_params=asked)


def script_of(group: str, address: str) -> str:
    """Where the script of a page lies."""
    return f"pages/{group.lower().replace(' ', '_') or address}/{address}.py"


SCRIPTS = {address: script_of(group, address) for group, all in PAGES.items() for address in all}


def shipped(name: str) -> Shipped | None:
    """The model of that name, or one clear sentence in its place."""
    try:
        return model(name, st.session_state.setdefault(DEVICE, "cpu"))
    except WeightsError as error:
        st.error(f"{name} cannot be loaded: {error}. The other models can still be chosen.")
        return None
