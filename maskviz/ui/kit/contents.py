"""A list of contents: links to the headings of a page, which scroll and leave its settings."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from maskviz.ui.kit.markup import joined, show_html

NAV = Markup('<nav aria-label="{}">{}</nav>')
PLACE = Markup('<a href="#{}">{}</a>')


def show_contents(headings: Iterable[str], of: str = "On this page") -> None:
    """The links, one for each heading; two lists on a page are `of` different things."""
    show_html(NAV.format(of, joined(map(link_to, headings))), "contents")


def link_to(heading: str, inside: str | Markup = "") -> Markup:
    """A link to a heading, in its own words or in others."""
    return PLACE.format(anchor(heading), inside or heading)


def anchor(heading: str) -> str:
    """The name of a heading in an address: "every-mask-of-the-catalogue"."""
    return re.sub(r"\W+", "-", heading.lower()).strip("-")
