"""What a search found, as a list of links."""

from collections.abc import Sequence

from markupsafe import Markup

from maskviz.teaching.findable import Findable
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined, show_html

MOST = 12
FINDING = Markup('<li><span class="kind">{}</span> {} {}{}</li>')
LEARN = Markup(" {}")
LIST = Markup('<ul class="findings">{}</ul>')
MORE = Markup('<p class="quiet">{} more; a longer word finds fewer.</p>')


def show_findings(found: Sequence[Findable]) -> None:
    """The best of what was found, a line each."""
    more = MORE.format(len(found) - MOST) if len(found) > MOST else ""
    show_html(LIST.format(joined(map(finding, found[:MOST]))) + more, "findings")


def finding(each: Findable) -> Markup:
    lesson = LEARN.format(link(each.lesson, "Learn this")) if each.lesson else ""
    return FINDING.format(each.kind, link(each.address, each.title), each.sentence, lesson)
