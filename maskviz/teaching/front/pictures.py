"""One sentence of four words under no mask, causal, padding and both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from maskviz.analysis.view import View, make_view
from maskviz.models import Shipped
from maskviz.models.tokenizer import PAD, START
from maskviz.settings.declared import Settings
from maskviz.stage.board import Rich
from maskviz.teaching.front.next_word import NextWord, next_word
from maskviz.teaching.front.told import told
from maskviz.teaching.words import catalogue

MASKS: Mapping[str, str] = MappingProxyType(  # picture -> its mask, which stands alone
    {"none": "full", "causal": "causal", "padding": "key_padding", "both": "causal_padding"}
)
PADDED = ("padding", "both")
PADS, TOKENS = 2, 5  # of padding, on the left; of the sentence with the mark before it
OPENING, ROW = "causal", 3  # at first: a row in the middle, from which the mask keeps a word
FIRST, LAST = -PADS, TOKENS - 1  # rows, counted from the mark before the text


@dataclass(frozen=True, eq=False)
class Picture:
    """One mask on the sentence, as the model read it.

    words    of the tokens as a learner reads them
    pads     tokens of padding before the mark; row r stands at position r + pads
    cells    bool (q, k), may be read; weights float (q, k) of the layer and head of the settings
    rows     what each row reads, as a sentence
    """

    name: str
    settings: Settings
    words: tuple[str, ...]
    pads: int
    cells: np.ndarray
    weights: np.ndarray
    rows: tuple[Rich, ...]
    next: NextWord

    def at(self, row: int) -> int:
        """The position of a row; the first one where this picture has no such row."""
        return max(self.pads + row, 0)

    def opened(self, row: int) -> Settings:
        """The playground with this picture, the row locked at its own key."""
        q = self.at(row)
        return self.settings.but(locked=(q, q))


def settings_of(name: str) -> Settings:
    """The state of a picture: the model's own masks are taken off, and one of these put on."""
    padded = {"pad_to": TOKENS + PADS, "pad_side": "left"} if name in PADDED else {}
    alone = {"mask": MASKS[name], "and_causal": False, "and_padding": False}
    return Settings.of(text=catalogue("start")["text"], **alone, **padded).stored()


@lru_cache(4)
def pictures(shipped: Shipped) -> Mapping[str, Picture]:
    """All four, by name."""
    return MappingProxyType({name: picture(name, shipped) for name in MASKS})


def picture(name: str, shipped: Shipped) -> Picture:
    view = make_view(settings_of(name), shipped)
    words = words_of(view)
    weights = view.trace.weights[0, view.head].float().numpy(force=True)
    cells = view.mask.allowed
    rows = tuple(told(view.mask.rules, words, q, weights[q]) for q in range(len(words)))
    pads = int((view.real == 0).sum())
    found = next_word(view.run.logits[0, view.last], shipped.target, words[view.last])
    return Picture(name, view.settings, words, pads, cells, weights, rows, found)


def words_of(view: View) -> tuple[str, ...]:
    """The tokens as a learner reads them: the marks of the model by their names."""
    said = catalogue("start")
    marks = {START: said["start"], PAD: said["padding"]}
    pairs = zip(view.ids.tolist(), view.words, strict=True)
    return tuple(marks.get(token, word) for token, word in pairs)
