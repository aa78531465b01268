"""Text as the encoder reads it: `[CLS] words [SEP]`, with blanks, perhaps a second sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from maskviz.models.tokenizer import NOWHERE, PAD, SPECIAL, Encoded, Tokenizer

NEW = ("[CLS]", "[SEP]", "[MASK]")  # in the vocabulary after the tokenizer's own entries
# A typed mark; the space before a blank belongs to the word that is missing.
MARK = re.compile(r" ?(?P<blank>\[MASK\]|_{2,})| ?(?P<end>\[SEP\])")


@dataclass(frozen=True, eq=False)
class Sentences:
    """The decoder's tokenizer with three entries more; typed marks become these entries.

    `[MASK]` or two or more underscores is a blank, `[SEP]` begins the second sentence.
    """

    words: Tokenizer

    @property
    def size(self) -> int:
        return self.words.size + len(NEW)

    @property
    def marks(self) -> tuple[str, ...]:
        """The tokens without characters that a row can have; `<s>` is in the vocabulary only."""
        return (*NEW, SPECIAL[PAD])

    @property
    def start(self) -> int:
        return self.words.size + NEW.index("[CLS]")

    @property
    def end(self) -> int:
        return self.words.size + NEW.index("[SEP]")

    @property
    def blank(self) -> int:
        return self.words.size + NEW.index("[MASK]")

    @cached_property
    def all_labels(self) -> tuple[str, ...]:
        return (*self.words.all_labels, *NEW)

    def row(self, text: str) -> Encoded:
        """A text as the model reads it, begun with [CLS] and ended with [SEP]."""
        ids, spans, begin = [self.start], [NOWHERE], 0

        def take(until: int) -> None:
            found = self.words.encode(text[begin:until])
            ids.extend(found.ids)
            spans.extend((begin + first, begin + last) for first, last in found.spans)

        for mark in MARK.finditer(text):
            take(mark.start())
            ids.append(self.blank if mark["blank"] else self.end)
            spans.append(mark.span())
            begin = mark.end()
        take(len(text))
        return Encoded((*ids, self.end), (*spans, NOWHERE))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of tokens; [CLS], [SEP] and [MASK] have none."""
        return self.words.decode(i for i in ids if i < self.words.size)

    def label(self, token: int) -> str:
        return self.all_labels[token]

    def labels(self, ids: Sequence[int]) -> list[str]:
        return [self.all_labels[i] for i in ids]
