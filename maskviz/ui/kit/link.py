"""A link of the app: the address of a state of the playground, and the words to click."""

from markupsafe import Markup

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link
from maskviz.settings.query import LINK

ANCHOR = Markup('<a class="{}" href="{}" target="_self">{}</a>')
LABELLED = Markup('<a class="{}" href="{}" target="_self" aria-label="{}">{}</a>')


def playground_link(settings: Settings) -> str:
    """The address of the playground in this state, relative to any page; LinkError if too long."""
    return f"./playground{query(settings)}"


def query(settings: Settings) -> str:
    """The state as it stands in an address, after the page's name."""
    return f"?{LINK}={make_link(settings)}"


def link(address: str, inside: str | Markup, *, kind: str = "plain", label: str = "") -> Markup:
    """Words or a picture that open an address in the same tab; `label` is read for a picture."""
    if label:
        return LABELLED.format(kind, address, label, inside)
    return ANCHOR.format(kind, address, inside)
