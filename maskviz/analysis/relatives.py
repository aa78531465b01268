"""What the catalogue has besides predicates: masks from scores, masks of masks, biases."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from maskviz.analysis.search import Searched, ranked
from maskviz.masks.biases import BIASES
from maskviz.masks.biases import FAMILY as ADDITIVE
from maskviz.masks.compose import cells, term_of
from maskviz.masks.compose.combinators import COMBINATORS, Combinator
from maskviz.masks.dynamic import DYNAMIC
from maskviz.masks.dynamic import FAMILY as SCORES
from maskviz.masks.painting import POSITIONS, flipped
from maskviz.settings.declared import Settings
from maskviz.settings.presets import PRESETS
from maskviz.settings.slots import COMPOSED, CUSTOM, PAINTED, Page, controls_of, slot_of

FAMILIES = {
    "dynamic": SCORES,
    "composition": "Masks put together, for all heads or a head or a layer at a time.",
    "additive": ADDITIVE,
}
TOKENS, SMALL = 20, 9  # of a picture; of each of four in one
DOCUMENTS = np.repeat((0, 1, 2, 3), (4, 7, 6, 3))
STROKES = {(q, k) for q in range(6, 15) for k in (q - 6, 14 - q)}  # a cross painted on a mask


@dataclass(frozen=True)
class Relative:
    """One entry that is no predicate, as the atlas and the README show it.

    cells  bool (q, k), an example; None for what blocks nobody
    """

    name: str
    title: str
    family: str
    sentence: str
    rule: str
    source: str
    aliases: str
    cells: np.ndarray | None
    settings: Settings

    @cached_property
    def searched(self) -> Searched:
        told = f"{self.sentence} {self.source}"
        return Searched.of(self.title, self.name, self.aliases, told)


@lru_cache(maxsize=1)
def relatives() -> tuple[Relative, ...]:
    """All of them, by family."""
    return tuple(
        [
            *(from_scores(name) for name in DYNAMIC),
            *map(composed, COMBINATORS.values()),
            *(added(name) for name in BIASES),
        ]
    )


def from_scores(name: str) -> Relative:
    mask = DYNAMIC[name]
    picture = max((p.matrix for p in mask.pictures), key=np.size)
    words = mask.sentence, mask.inequality, mask.source, mask.aliases
    return Relative(name, mask.title, "dynamic", *words, picture, opened(mask=name))


def added(name: str) -> Relative:
    bias = BIASES[name]
    words = bias.sentence, bias.inequality, bias.source, bias.aliases
    return Relative(name, bias.title, "additive", *words, None, opened(mask="causal", bias=name))


def composed(found: Combinator) -> Relative:
    words = found.sentence, found.form, found.source, found.aliases
    return Relative(
        found.name, found.title, "composition", *words, example(found), settings_of(found)
    )


def opened(slots: Mapping | None = None, book: Mapping | None = None, **values: object) -> Settings:
    return Settings.of(**values, slots=slots or {}, book=book or {})


def drawn(text: str, tokens: int) -> np.ndarray:
    facts = {"doc": DOCUMENTS[:tokens]}
    return cells(term_of(text), tokens, tokens, facts)


def example(found: Combinator) -> np.ndarray:
    """Its picture; four masks side by side where heads or layers have their own."""
    if found.name == CUSTOM:
        return flipped(drawn(found.examples[0], TOKENS), flips())
    if len(found.examples) == 1:
        return drawn(found.examples[0], TOKENS)
    tiled = np.zeros((2 * SMALL + 1, 2 * SMALL + 1), dtype=bool)
    for number, text in enumerate(found.examples):
        row, column = (SMALL + 1) * (number // 2), (SMALL + 1) * (number % 2)
        tiled[row : row + SMALL, column : column + SMALL] = drawn(text, SMALL)
    return tiled


def flips() -> tuple[int, ...]:
    return tuple(sorted(q * POSITIONS + k for q, k in STROKES))


def settings_of(found: Combinator) -> Settings:
    """The playground with the example."""
    terms, packed = [*map(term_of, found.examples)], PRESETS["packed"].values["text"]
    match found.name:
        case "typed":
            return opened(**controls_of(terms[0]))
        case "per_head":
            slots = {slot_of("self", n): term for n, term in enumerate(terms)}
            return opened(slots, mask="causal", each=True)
        case "per_layer":
            slots = {slot_of("self", "all", n): term for n, term in enumerate(terms)}
            return opened(slots, mask="causal", each_layer=True)
        case "custom":
            book = {"all": Page(terms[0], flips())}
            return opened({"all": PAINTED}, book, mask=CUSTOM)
        case "per_document":
            return opened(mask=COMPOSED, composition=terms[0], text=packed)
    return opened(mask=COMPOSED, composition=terms[0])


def find_relatives(text: str) -> list[Relative]:
    """Those that a text means, the best first."""
    return ranked(text, relatives(), lambda found: found.searched)
