"""What stands in an address after the page's name: nothing, raw parameters, or the packed state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from maskviz.settings.declared import Settings
from maskviz.settings.link import make_link, read_link
from maskviz.settings.raw import Words, read_raw, to_raw

LINK = "p"  # the packed state; it wins over raw parameters
STREAMLIT_OWN = ("embed", "embed_options")
SEEN = ("hide", "show", "stage", "type")  # what is seen of a page, beside the state
BESIDE = (*STREAMLIT_OWN, *SEEN)  # parameters that say no state
RAW_LIMIT = 300  # characters of raw parameters; the packed state is shorter than more
READABLE = "(),=:/@"  # and what is no letter either; a browser leaves all of it as it is


@dataclass(frozen=True)
class Arrival:
    """What an address asks for.

    ignored  a sentence for each part that was not taken over
    raw      the raw parameters it came by, none where it was packed or bare
    """

    settings: Settings
    ignored: Sequence[str] = ()
    raw: Words | None = None

    @property
    def origin(self) -> str:
        """How a message names where the settings came from."""
        return "the link" if self.raw is None else "the address"


def read_query(words: Words) -> Arrival:
    """The state that an address says, all of it: a bare one says the defaults.

    Errors: LinkError when the packed state cannot be read at all.
    """
    if packed := words.get(LINK):
        return Arrival(*read_link(packed[-1]))
    raw = {key: said for key, said in words.items() if key not in BESIDE and said}
    if not raw:
        return Arrival(Settings())
    values, ignored = read_raw(raw)
    return Arrival(Settings.of(**values), ignored, raw)


def make_words(settings: Settings, raw: Words | None = None) -> dict[str, list[str]]:
    """The parameters that say a state: none for the defaults, raw ones for who came by raw ones
    while they are short enough, else the packed state.

    Errors: LinkError with both numbers when it is too large for any of these.
    """
    if raw and (said := to_raw(settings, raw)) and len(written(said)) <= RAW_LIMIT:
        return said
    return {} if settings.bare else {LINK: [make_link(settings)]}


def make_query(settings: Settings, raw: Words | None = None) -> str:
    """The same as text: "" or "?p=…" or "?mask=causal&layer=2"; LinkError when too large."""
    return written(make_words(settings, raw))


def written(words: Mapping[str, Sequence[str]]) -> str:
    """Parameters as an address has them, letter for letter as browsers give them back."""
    pairs = [f"{key}={quote_plus(word, READABLE)}" for key, said in words.items() for word in said]
    return "?" + "&".join(pairs) if pairs else ""
