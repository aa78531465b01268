"""Text to tokens and back, by byte-level BPE: every text has tokens, every token a label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import tokenizers

PAD, START = 0, 1
SPECIAL = {PAD: "<pad>", START: "<s>"}
NOWHERE = (0, 0)  # the span of a token without characters: `<s>` and padding
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Encoded:
    """A text as tokens: `ids[i]` covers the characters `spans[i] = (first, one past the last)`.

    A character of several bytes may be shared: its tokens then have the same span.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)


def byte_of_letter() -> dict[str, int]:
    """Byte-level BPE spells each of the 256 bytes as one printable letter: letter -> byte.

    Printable bytes stand for themselves, the others take the letters from 256 on.
    Source: Radford et al. 2019, GPT-2.
    """
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in plain]
    return {chr(b): b for b in plain} | {chr(256 + i): b for i, b in enumerate(rest)}


def visible(character: str) -> str:
    """A character as the screen shows it: a space is `·`, a line break `↵`, a lone byte `‹F0›`."""
    if character in " \n":
        return "·" if character == " " else "↵"
    if "\udc80" <= character <= "\udcff":  # a byte that is not a whole character
        return f"‹{ord(character) - 0xDC00:02X}›"
    return character if character.isprintable() else f"‹{ord(character):02X}›"


@dataclass(frozen=True, eq=False)
class Tokenizer:
    """The shipped vocabulary; `<pad>` and `<s>` are entries 0 and 1, never parsed out of a text."""

    file: tokenizers.Tokenizer

    @property
    def marks(self) -> tuple[str, ...]:
        """The tokens without characters that a row can have, as they are labelled."""
        return SPECIAL[START], SPECIAL[PAD]

    @cached_property
    def size(self) -> int:
        return self.file.get_vocab_size()

    @cached_property
    def bytes_of(self) -> tuple[bytes, ...]:
        """The bytes each token stands for; none for `<pad>` and `<s>`."""
        letters = byte_of_letter()
        spelled = [self.file.id_to_token(i) or "" for i in range(self.size)]
        return tuple(
            b"" if i in SPECIAL else bytes(letters[letter] for letter in token)
            for i, token in enumerate(spelled)
        )

    @cached_property
    def all_labels(self) -> tuple[str, ...]:
        texts = (b.decode("utf-8", "surrogateescape") for b in self.bytes_of)
        return tuple(SPECIAL.get(i) or "".join(map(visible, text)) for i, text in enumerate(texts))

    def encode(self, text: str) -> Encoded:
        """The tokens of a text, without `<s>`, paragraph by paragraph as in training.

        A lone surrogate, which is no character and has no bytes in UTF-8, is read as U+FFFD.
        """
        text = LONE_SURROGATE.sub("\ufffd", text)
        ids, spans, begin = [], [], 0
        for paragraph in text.splitlines(keepends=True):
            found = self.file.encode(paragraph)
            ids += found.ids
            spans += [(begin + first, begin + last) for first, last in found.offsets]
            begin += len(paragraph)
        return Encoded(tuple(ids), tuple(spans))

    def row(self, text: str) -> Encoded:
        """A text as the decoder reads it, begun with `<s>`."""
        found = self.encode(text)
        return Encoded((START, *found.ids), (NOWHERE, *found.spans))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of tokens; `<pad>` and `<s>` have none, an incomplete character is U+FFFD."""
        return b"".join(self.bytes_of[i] for i in ids).decode("utf-8", "replace")

    def label(self, token: int) -> str:
        """How a token is written on the screen: `·the`, `↵`, `‹F0›`, `<s>`."""
        return self.all_labels[token]

    def labels(self, ids: Sequence[int]) -> list[str]:
        return [self.all_labels[i] for i in ids]


def read_tokenizer(data: bytes) -> Tokenizer:
    """A tokenizer from the JSON of the `tokenizers` package; ValueError when it is another file."""
    try:
        return Tokenizer(tokenizers.Tokenizer.from_str(data.decode("utf-8")))
    except Exception as error:  # the package raises nothing narrower
        raise ValueError(f"not a tokenizer file: {error}") from None
