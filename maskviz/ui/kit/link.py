"""A link of the app: the address of a state of the playground, and the words to click."""

from urllib.parse import parse_qs

from markupsafe import Markup

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.settings.query import LINK, written
from maskviz.ui.state.seen import seen_words

ANCHOR = Markup('<a class="{}" href="{}" target="_self">{}</a>')
LABELLED = Markup('<a class="{}" href="{}" target="_self" aria-label="{}">{}</a>')


def playground_link(settings: Settings) -> str:
    """The address of the playground in this state, relative to any page; LinkError if too long."""
    return f"./playground{query(settings)}"


def query(settings: Settings) -> str:
    """The state as it stands in an address, after the page's name."""
    return f"?{LINK}={make_link(settings)}"


def with_seen(address: str) -> str:
    """An address of the app with what is seen in this session, where it says nothing of that."""
    page, _, query = address.partition("?")
    if not page.startswith("./") or not (held := seen_words()):
        return address
    said = parse_qs(query, keep_blank_values=True)
    more = written({key: words for key, words in held.items() if key not in said})[1:]
    return f"{page}?{'&'.join(filter(None, (query, more)))}" if query or more else page


def link(address: str, inside: str | Markup, *, kind: str = "plain", label: str = "") -> Markup:
    """Words or a picture that open an address in the same tab; `label` is read for a picture."""
    address = with_seen(address)
    if label:
        return LABELLED.format(kind, address, label, inside)
    return ANCHOR.format(kind, address, inside)
