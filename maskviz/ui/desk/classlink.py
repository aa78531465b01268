"""A class link: one address that says what opens and what is seen of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.query import written
from maskviz.ui.desk.aim import Aim, AimError, at_state
from maskviz.ui.state.seen import Seen

BOARD = 300  # characters that a class can still copy from a board
EMBEDDED = {"embed": ["true"]}
HERE_ONLY = ("127.0.0.1", "localhost", "::1")
HEIGHT = 720  # pixels of the picture in another page
FRAME = Markup(
    '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0" loading="lazy" '
    'allow="fullscreen; clipboard-write"></iframe>'
)


@dataclass(frozen=True)
class ClassLink:
    """base  where the app is served, with a slash at its end"""

    base: str
    aim: Aim
    seen: Seen

    @property
    def address(self) -> str:
        return self.base + self.aim.page + written({**self.aim.words, **self.seen.words})

    @property
    def embedded(self) -> str:
        """The picture alone, for a page of somebody else."""
        return (
            self.base + self.aim.page + written({**self.aim.words, **self.seen.words, **EMBEDDED})
        )

    def frame(self, title: str) -> str:
        """The same as HTML to paste into a course's page."""
        return str(FRAME.format(self.embedded, title, HEIGHT))

    @property
    def too_long(self) -> bool:
        return len(self.address) > BOARD

    @property
    def here_only(self) -> bool:
        """Whether the address can be opened on this machine only."""
        return urlsplit(self.base).hostname in HERE_ONLY

    def shorter(self) -> list[tuple[str, int]]:
        """What would shorten it, and how long it would be then, shortest first."""
        long = len(self.address)
        lengths = [(said, len(other.address)) for said, other in self.others()]
        return sorted((one for one in lengths if one[1] < long), key=lambda one: one[1])

    def others(self) -> Iterator[tuple[str, "ClassLink"]]:
        """The same link with something left out, and what that is."""
        if self.seen.hide:
            yield "with nothing hidden", replace(self, seen=replace(self.seen, hide=frozenset()))
        if (settings := self.aim.settings) is None:
            return
        for said, leaner in leaner_states(settings):
            try:
                aim = at_state(leaner, page=self.aim.page)
            except AimError:
                continue
            yield said, replace(self, aim=replace(self.aim, words=aim.words))


def leaner_states(settings: Settings) -> Iterator[tuple[str, Settings]]:
    """A state without what makes links long, each with its words."""
    texts = {key: DEFAULTS[key] for key in DEFAULTS if key.partition("_")[0] == "text"}
    if any(settings[key] != text for key, text in texts.items() if key != "texts"):
        yield "with the text that the page opens with", settings.but(**texts)
    if settings.book:
        yield "with nothing painted", replace(settings, book={}, slots={})
    if settings.slots:
        yield (
            "with one mask for all heads and layers",
            replace(settings.but(each=False, each_layer=False), slots={}),
        )
    if settings.picks:
        yield "with no token clicked", replace(settings, picks={})
    if settings.vectors:
        yield "with no numbers given for tokens", replace(settings, vectors={})


def base_of(url: str | None, base_path: str = "") -> str:
    """Where the app is served, of the address that a browser has: `http://host/base/`."""
    if not url:
        return f"/{base_path.strip('/')}/".replace("//", "/")
    found = urlsplit(url)
    return f"{found.scheme}://{found.netloc}{found.path.rpartition('/')[0]}/"
