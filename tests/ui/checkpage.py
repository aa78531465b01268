"""The page "Check a mask" under AppTest: pasting into it, and reading what it says."""

import re

from maskviz.settings.link import read_link
from tests.ui.browser import Page
from tests.ui.page import healthy, opened

PAGE = "pages/check/check.py"


def visitor() -> Page:
    """The page as it comes up for whoever has set a text in the playground."""
    return healthy(opened(text="The cat sat on the mat").switch_page(PAGE).run())


def pasted(page, text):
    return healthy(page.text_area(key="check_text").set_value(text).run())


def finds(page):
    (radio,) = [r for r in page.radio if r.label == "The closest known masks"]
    return [option.replace("\\", "") for option in radio.options]


def html(page):
    return " ".join(item.proto.body for item in page.get("html"))


def links(page):
    return [read_link(packed)[0] for packed in re.findall(r"\./playground\?p=([\w-]+)", html(page))]


def asked(page, key):
    found = page.query_params.get(key)
    return found[0] if isinstance(found, list) else found


def said(page):
    shown = " ".join(m.value.replace("\\", "") for m in [*page.markdown, *page.caption])
    return f"{shown} {html(page)}"
