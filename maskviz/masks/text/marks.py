"""Which tokens are special, from how they are written."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType


def is_punctuation(token: str) -> bool:
    """Marks only, perhaps after a space: `.` or `·“`, but neither `·` nor `n’t`."""
    marks = token.lstrip("·")
    return bool(marks) and all(unicodedata.category(mark).startswith("P") for mark in marks)


MARKS: Mapping[str, str] = MappingProxyType(  # kind -> a token without characters, as it is shown
    {
        "start": "<s>",
        "padding": "<pad>",
        "unknown": "<?>",
        "cls": "[CLS]",
        "sep": "[SEP]",
        "blank": "[MASK]",
    }
)
SPECIAL: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        **{kind: mark.__eq__ for kind, mark in MARKS.items()},
        "break": lambda token: "↵" in token,
        "punctuation": is_punctuation,
    }
)
SPECIAL_KINDS = tuple(SPECIAL)


def special_tokens(tokens: Sequence[str], kinds: Iterable[str]) -> tuple[int, ...]:
    """1 for every token of one of the kinds, 0 for the others; tokens as the screen shows them."""
    tests = [SPECIAL[kind] for kind in kinds]
    return tuple(int(any(test(token) for test in tests)) for token in tokens)
