"""The characters of a rule are plain ASCII: nothing may look like one rule and be another."""

import unicodedata

from maskviz.masks.rule.fault import RuleError, edited

SIGNS = {  # what people type or paste for a sign the language has
    **dict.fromkeys("≤⩽≦", "<="),
    **dict.fromkeys("≥⩾≧", ">="),
    **dict.fromkeys("−–—‒‑", "-"),
    **dict.fromkeys("×·⋅∗", "*"),
    **dict.fromkeys("∧⋀", "and"),
    **dict.fromkeys("∨⋁", "or"),
    "≠": "!=",
    "÷": "//",
    "¬": "not",
    "⊕": "^",
}
LOOKALIKES = dict(zip("аеорсхіуκкԛһɡ", "aeopcxiykkqhg", strict=True))  # Cyrillic, Greek, phonetic


def named(character: str) -> str:
    """A character as a message names it, so that look-alikes and invisible ones can be told."""
    title = unicodedata.name(character, "a character without a name")
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X} {title})"


def ascii_of(character: str) -> str | None:
    """The ASCII text that a character stands for; None when that is not known."""
    if character in "\t\n\r" or " " <= character <= "~":
        return character
    if unicodedata.category(character) in ("Cf", "Cc"):  # invisible
        return ""
    if known := SIGNS.get(character) or LOOKALIKES.get(character):
        return known
    folded = unicodedata.normalize("NFKC", character)  # full width, bold, unusual spaces
    return folded if len(folded) == 1 and " " <= folded <= "~" else None


def check_characters(text: str) -> None:
    """Refuse the first character that is not ASCII, by name; repair all when all are known."""
    better = {at: ascii_of(c) for at, c in enumerate(text) if ascii_of(c) != c}
    if not better:
        return
    first = min(better)
    hint = f"; write {better[first]}" if (better[first] or "").strip() else ""
    repaired = None
    if None not in better.values():
        repaired = edited(text, [(at, at + 1, new) for at, new in better.items()])
    raise RuleError(f"a rule has no {named(text[first])}{hint}", text, first, first + 1, repaired)
