"""The teacher's desk: the link opens what was chosen, its length is told, its code reads back."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.server.headers import FRAMED_BY
from maskviz.settings.declared import Settings
from maskviz.settings.query import read_query
from maskviz.ui.desk import choices
from maskviz.ui.desk.aim import at, at_state
from maskviz.ui.desk.classlink import BOARD, ClassLink, base_of
from maskviz.ui.desk.handing import said_framed, said_length, said_too_long
from maskviz.ui.state.seen import Seen, read_seen
from tests.ui.browser import Page
from tests.ui.page import SCRIPTS, cold, healthy, told

BASE = "https://class.example.edu/masks/"
CAUSAL = Settings.of(mask="causal", text="The cat sat")
SEEN = Seen(frozenset({"prediction", "mask"}), ("mask", "weights"), "weights", "large")


def opened(address: str) -> tuple[Settings, Seen, dict]:
    """What a browser that opens the address is shown: the state, what is seen, all parameters."""
    words = parse_qs(urlsplit(address).query)
    found = read_query({k: w for k, w in words.items() if k not in ("embed",)})
    seen, ignored = read_seen(words)
    assert not found.ignored and not ignored
    return found.settings, seen, words


@pytest.mark.parametrize("settings", [CAUSAL, replace(CAUSAL, locked=(2, 1)), Settings()])
def test_the_link_opens_what_was_chosen_and_shows_what_was_chosen(settings):
    link = ClassLink(BASE, at_state(settings), SEEN)
    assert link.address.startswith(f"{BASE}playground?")
    assert opened(link.address)[:2] == (settings, SEEN)
    assert opened(link.embedded)[:2] == (settings, SEEN)
    assert opened(link.embedded)[2]["embed"] == ["true"]


def test_a_link_for_a_board_is_readable_and_its_length_is_that_of_its_letters():
    link = ClassLink(BASE, at_state(CAUSAL), Seen(frozenset({"prediction"})))
    assert "mask=causal" in link.address and "hide=prediction" in link.address
    assert f"{len(link.address)} characters" in said_length(link, 49)
    assert not link.too_long


def test_what_is_too_long_for_a_board_says_the_number_and_what_would_shorten_it():
    settings = CAUSAL.but(text="the cat sat on the mat " * 20, mask="full")
    link = ClassLink(BASE, at_state(settings), Seen(frozenset({"prediction", "flow"})))
    for line in link.shorter():
        assert line[1] < len(link.address)
    told = said_too_long(replace(link, base=BASE + "x" * BOARD))
    assert str(BOARD) in told and "with nothing hidden it has" in told.lower()
    bare = replace(link, seen=Seen())
    shorter = dict(link.shorter())
    assert shorter["with nothing hidden"] == len(bare.address)
    assert shorter["with the text that the page opens with"] == len(
        ClassLink(BASE, at_state(Settings.of(mask="full")), link.seen).address
    )


class Frames(HTMLParser):
    """The tags of a snippet with what a browser reads in their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_frame_is_one_tag_whatever_the_text_says():
    nasty = CAUSAL.but(text="\"><script>alert(1)</script>&amp; 'x'")
    link = ClassLink(BASE, at_state(nasty), SEEN)
    [(tag, said)] = Frames(link.frame('A "title" <b>')).tags
    assert tag == "iframe" and said["src"] == link.embedded and said["title"] == 'A "title" <b>'
    assert opened(said["src"])[0] == nasty


def test_who_may_frame_it_is_what_the_headers_say(monkeypatch):
    monkeypatch.delenv(FRAMED_BY, raising=False)
    assert FRAMED_BY in said_framed()
    monkeypatch.setenv(FRAMED_BY, "https://moodle.example.edu")
    assert "https://moodle.example.edu" in said_framed()


def test_the_base_is_where_the_app_is_served():
    assert base_of("http://h:1/masks/desk") == "http://h:1/masks/"
    assert base_of("http://h:1/desk") == "http://h:1/" and base_of(None) == "/"
    assert ClassLink("http://127.0.0.1:8501/", at("playground"), Seen()).here_only
    assert not ClassLink(BASE, at("playground"), Seen()).here_only


def test_controls_are_called_as_in_the_sidebar():
    there = {}
    kinds = "selectbox", "text_area", "number_input", "toggle", "segmented_control", "multiselect"
    for page in cold("playground", model="dates"), cold("playground", mask="chunk"):
        there |= {w.key: w.label for kind in kinds for w in page.sidebar.get(kind)}
        groups = page.sidebar.get("button_group")
        there |= {group.key: group.proto.label for group in groups}
    for key, title in choices.CONTROLS_TOLD.items():
        if key != choices.NUMBERS:
            assert there[key] == title
    assert choices.keys_of(choices.NUMBERS, Settings.of(mask="chunk")) == {"chunk.size"}


def desk(**address: str) -> Page:
    page = Page()
    page.context = {"url": "http://192.168.1.2:8501/desk"}
    page.switch_page(SCRIPTS["desk"])
    page.query_params.update(address)
    return healthy(page.run())


def links(page: Page) -> list[str]:
    return re.findall(
        '<p class="address"><a href="([^"]+)"', "".join(h.proto.body for h in page.get("html"))
    )


def test_the_desk_is_in_its_own_address_and_makes_one_link():
    page = desk(
        **{
            "desk.what": "state",
            "mask": "causal",
            "text": "The cat sat",
            "desk.parts": "flow",
            "desk.cover": "1",
        },
        **{"desk.controls": "mask", "desk.show": "weights,mask", "desk.stage": "weights"},
    )
    (address,) = (link.replace("&amp;", "&") for link in links(page))
    settings, seen, _ = opened(address)
    assert address.startswith("http://192.168.1.2:8501/playground?") and settings == CAUSAL
    assert seen == Seen(
        frozenset({"flow", "prediction", "mask"}), ("mask", "weights"), "weights", ""
    )
    page.toggle(key="desk.large").set_value(True)
    healthy(page.run())
    assert opened(links(page)[0].replace("&amp;", "&"))[1].type == "large"
    assert page.query_params["desk.large"] in ("1", ["1"])
    page.pills(key="desk.what").set_value("link")
    healthy(page.run())
    assert "Paste a link" in told(page) and not links(page)
    page.text_input(key="desk.link").set_value("https://x.y/atlas?hide=flow").run()
    assert links(healthy(page)) and "x.y" in told(page)


def test_what_the_desk_cannot_be_asked_is_told():
    page = desk(**{"desk.parts": "everything", "desk.stage": "nose", "desk.colour": "red"})
    for word in ("everything", "nose", "colour"):
        assert word in told(page)
    assert links(page)


def test_a_lesson_and_questions_are_one_short_link_each():
    page = desk(**{"desk.lesson": "mask-chunk", "desk.step": "2", "desk.large": "1"})
    assert links(page) == [
        "http://192.168.1.2:8501/learn?lesson=mask-chunk&amp;step=2&amp;type=large"
    ]
    assert './handout?lesson=mask-chunk"' in "".join(h.proto.body for h in page.get("html"))
    page.pills(key="desk.what").set_value("questions")
    healthy(page.run())
    assert links(page)[0].endswith("/predict?kind=mask&amp;level=1&amp;seed=1&amp;type=large")
    page = desk(**{"desk.lesson": "of another version", "desk.step": "99"})
    assert "of another version" in told(page) and "99" in told(page) and links(page)
