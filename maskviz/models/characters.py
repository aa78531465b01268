"""One token a character, for models whose texts are short: dates, digits, letters."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from maskviz.models.tokenizer import NOWHERE, PAD, SPECIAL, START, Encoded, visible

UNKNOWN, UNKNOWN_LABEL = 2, "<?>"  # stands for every character outside the alphabet
FIRST = 3  # the entry of the alphabet's first character


@dataclass(frozen=True)
class Characters:
    """An alphabet; `<pad>`, `<s>` and `<?>` are entries 0, 1 and 2 before it.

    starts  whether a row begins with `<s>`
    """

    alphabet: str
    starts: bool = True

    @property
    def size(self) -> int:
        return FIRST + len(self.alphabet)

    @property
    def marks(self) -> tuple[str, ...]:
        """The tokens without characters that a row can have, as they are labelled."""
        return (*[SPECIAL[START]] * self.starts, SPECIAL[PAD], UNKNOWN_LABEL)

    @cached_property
    def entry(self) -> dict[str, int]:
        return {character: FIRST + i for i, character in enumerate(self.alphabet)}

    @cached_property
    def all_labels(self) -> tuple[str, ...]:
        return (SPECIAL[PAD], SPECIAL[START], UNKNOWN_LABEL, *map(visible, self.alphabet))

    def encode(self, text: str) -> Encoded:
        """The tokens of a text, without `<s>`; a character it does not know is `<?>`."""
        ids = tuple(self.entry.get(character, UNKNOWN) for character in text)
        return Encoded(ids, tuple((i, i + 1) for i in range(len(text))))

    def row(self, text: str) -> Encoded:
        """A text as the model reads it."""
        found = self.encode(text)
        if not self.starts:
            return found
        return Encoded((START, *found.ids), (NOWHERE, *found.spans))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of tokens; special ones have none."""
        return "".join(self.alphabet[i - FIRST] for i in ids if i >= FIRST)

    def label(self, token: int) -> str:
        return self.all_labels[token]

    def labels(self, ids: Sequence[int]) -> list[str]:
        return [self.all_labels[i] for i in ids]


def to_json(alphabets: dict[str, Characters]) -> bytes:
    """The alphabets of a model by name, as its tokenizer file."""
    plain = {n: {"alphabet": c.alphabet, "starts": c.starts} for n, c in alphabets.items()}
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def from_json(data: bytes) -> dict[str, Characters]:
    """The inverse of `to_json`; ValueError when it is another file."""
    try:
        found = {
            name: Characters(entry["alphabet"], entry["starts"])
            for name, entry in json.loads(data).items()
        }
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an alphabet file: {type(error).__name__} {error}") from None
    for name, characters in found.items():
        if not isinstance(characters.alphabet, str) or not isinstance(characters.starts, bool):
            raise ValueError(f"not an alphabet file: “{name}” is of other types")
        if len(set(characters.alphabet)) != len(characters.alphabet):
            raise ValueError(f"not an alphabet file: “{name}” lists a character twice")
    return found
