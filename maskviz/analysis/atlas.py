"""The atlas: every mask of the catalogue on an example that shows it, and what is true of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType

import numpy as np

from maskviz.analysis.search import Searched, ranked
from maskviz.libraries.kernels import KERNELS, Answer, answer, form_of
from maskviz.masks.catalogue import MASKS
from maskviz.masks.facts import FACTS
from maskviz.masks.kinds import Facts, Value
from maskviz.masks.matrix import empty_rows, matrix, reads_future
from maskviz.masks.spec import BEFORE_EVERY_KEY, Mask
from maskviz.settings.declared import Settings

TOKENS = 20  # an image 5 wide and 4 high, the size that the masks of images start with
LATEST = MappingProxyType(  # mask that is about the last queries only -> how many
    {"causal_upper_left": 12, "decode_step": 1}
)
PADDING = "real"  # the fact that says which tokens are padding


@dataclass(frozen=True)
class Entry:
    """One mask at its defaults, on the example of the atlas.

    cells    bool (q, k), True = may read; the queries are the last tokens
    facts    of the tokens, those that the mask asks for
    causal   no query reads a key after it, whatever is set
    empties  a query can be left with nothing to read, among as many keys as queries
    answers  kernel -> whether it runs the mask fused
    """

    mask: Mask
    cells: np.ndarray
    facts: Facts
    causal: bool
    empties: bool
    answers: Mapping[str, Answer]

    @cached_property
    def searched(self) -> Searched:
        mask = self.mask
        return Searched.of(mask.title, mask.name, mask.aliases, f"{mask.sentence} {mask.source}")

    @property
    def family(self) -> str:
        return self.mask.family

    @property
    def settings(self) -> Settings:
        """The playground with this mask alone, on a text that shows it."""
        values: dict = {}
        for p in reversed(self.mask.facts):  # the first one has the last word
            values |= FACTS[p.name].shown
        if self.mask.name in LATEST:
            values["queries"] = LATEST[self.mask.name]
        return Settings.of(**values).but(mask=self.mask.name, and_causal=self.causal)


def example(mask: Mask) -> tuple[int, Facts]:
    """Tokens and facts: those of the mask's largest picture where it asks for facts."""
    if not mask.facts:
        return TOKENS, {}
    picture = max((p for p in mask.pictures if p.facts), key=lambda p: p.matrix.size)
    return len(next(iter(picture.facts.values()))), picture.facts


def entry(mask: Mask) -> Entry:
    tokens, facts = example(mask)
    square = matrix(mask, tokens, tokens, facts=facts)
    half = matrix(mask, tokens // 2, tokens, facts=facts)
    cells = matrix(mask, LATEST[mask.name], TOKENS) if mask.name in LATEST else square
    ends = [square, *(matrix(mask, tokens, tokens, n, facts) for n in numbers_at_ends(mask))]
    form = form_of(square, half, padding=any(p.name == PADDING for p in mask.facts))
    return Entry(
        mask,
        cells,
        facts,
        not (reads_future(half, tokens - tokens // 2) or any(map(reads_future, ends))),
        any(len(empty_rows(found)) for found in (square, *corners(mask, tokens, facts))),
        MappingProxyType({name: answer(kernel, form) for name, kernel in KERNELS.items()}),
    )


def reason(mask: Mask) -> str:
    """Why rows may be left empty, sizes aside."""
    return mask.empty_rows.replace(BEFORE_EVERY_KEY, "").strip()


def numbers_at_ends(mask: Mask) -> Iterator[dict[str, Value]]:
    """Every corner of what a visitor can set."""
    for values in product(*(p.kind.ends for p in mask.controls)):
        yield dict(zip(mask.defaults, values, strict=True))


def corners(mask: Mask, tokens: int, facts: Facts) -> Iterator[np.ndarray]:
    """The mask with its numbers at their ends, and its facts as they are, all 0 and all highest.

    None of a mask that says nothing of empty rows: its facts may have no such ends.
    """
    if not reason(mask):
        return
    extremes = [{p.name: (end * p.kind.high,) * tokens for p in mask.facts} for end in (0, 1)]
    for numbers in numbers_at_ends(mask):
        for told in (facts, *extremes):
            yield matrix(mask, tokens, tokens, numbers, told)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All masks in the order of the catalogue: by family, then by title."""
    return tuple(map(entry, MASKS.values()))


FEATURES: Mapping[str, tuple[str, Callable[[Entry], bool]]] = MappingProxyType(
    {
        "causal": ("never read the future", lambda found: found.causal),
        "facts": ("ask what each token is", lambda found: bool(found.mask.facts)),
        "empties": ("can leave rows empty", lambda found: found.empties),
        "numbers": ("have parameters", lambda found: bool(found.mask.controls)),
    }
)


def find(
    text: str = "",
    features: Iterable[str] = (),
    kernels: Collection[str] = (),
    among: Iterable[Entry] | None = None,
) -> list[Entry]:
    """The masks that a text means, the best first, with every feature and a yes of every kernel."""
    tests = [FEATURES[name][1] for name in features]
    return [
        found
        for found in ranked(text, entries() if among is None else among, lambda e: e.searched)
        if all(test(found) for test in tests)
        and all(found.answers[name].verdict == "yes" for name in kernels)
    ]
