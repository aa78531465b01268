"""What a class link opens: a page, and what its address says besides what is seen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from maskviz.settings.declared import Settings
from maskviz.settings.query import BESIDE, SEEN, make_words, read_query
from maskviz.settings.raw import Words, to_raw
from maskviz.settings.versions import LinkError
from maskviz.ui.shell import MOVED
from maskviz.ui.state.address import OWN_WORDS

PLAYGROUND = "playground"
NO_STATE = frozenset(  # pages whose parameters are all their own
    {"start", "learn", "questions", "words", "predict", "puzzles", "desk"}
)
MOST = 1_000  # parameters of an address


class AimError(ValueError):
    """Why no class link can be made; one sentence."""


@dataclass(frozen=True)
class Aim:
    """A page and its parameters.

    settings  the state, where the page has one
    ignored   a sentence for each part of a pasted link that was not taken over
    seen      what a pasted link already said of what is seen
    host      of a pasted link, "" where it named none
    """

    page: str
    words: Mapping[str, Sequence[str]]
    settings: Settings | None = None
    ignored: Sequence[str] = ()
    seen: Words = field(default_factory=dict)
    host: str = ""


def at(page: str, **words: object) -> Aim:
    """A page with parameters of its own; what is None is left to the page."""
    return Aim(page, {key: [str(word)] for key, word in words.items() if word is not None})


def at_state(settings: Settings, raw: Words | None = None, page: str = PLAYGROUND) -> Aim:
    """A state, in parameters that can be read where these can say it.

    Errors: AimError when it is too large for a link.
    """
    try:
        return Aim(page, make_words(settings, to_raw(settings, raw or {})), settings)
    except LinkError as error:
        raise AimError(f"This state has no link: {error}.") from None


def pasted(text: str, pages: Collection[str]) -> Aim:
    """What a link of ours opens, wherever it was copied.

    Errors: AimError when it is none of these pages, or when its state cannot be read.
    """
    found = urlsplit(text.strip())
    page = found.path.rstrip("/").rpartition("/")[2] or PLAYGROUND
    page = MOVED.get(page, page)
    if page not in pages:
        raise AimError(f"“{page[:40]}” is no page of this app, so the pasted link opens nothing.")
    try:
        every = parse_qs(found.query, keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        raise AimError(f"The pasted link has more than {MOST:,} parameters.") from None
    seen = {key: every[key] for key in SEEN if key in every}
    words = {key: said for key, said in every.items() if key not in BESIDE}
    if page in NO_STATE:
        return Aim(page, words, seen=seen, host=found.netloc)
    mine = OWN_WORDS.get(page, ())
    own = {key: said for key, said in words.items() if key.startswith(f"{page}.") or key in mine}
    try:
        came = read_query({key: said for key, said in words.items() if key not in own})
    except LinkError as error:
        raise AimError(f"The pasted link could not be opened: {error}.") from None
    state = at_state(came.settings, came.raw, page)
    said = {**state.words, **own}
    return Aim(page, said, came.settings, tuple(came.ignored), seen, found.netloc)
