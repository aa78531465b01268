"""Brackets as lists in lists, with the names that stand before them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from maskviz.matrices.error import MatrixError
from maskviz.matrices.reading.tokens import Token

NAME = re.compile(r"[^\W\d][\w.]{0,39}")
KNOWN = re.compile(  # names of vectors and masks, that need no sign behind them
    r"(?:cu_seq_?lens?|position_ids|(?:doc|document|seg|segment|seq|sequence|sample)_ids?"
    r"|token_type_ids|input_ids|valid_lens?|seq_?lens?|special_tokens_mask"
    r"|(?:attention|padding|key_padding|pad)_mask)(?:_[qk]|_kv)?"
)
SHOWN = 20  # characters of a cell that a message repeats
DOTS = "…"


@dataclass
class Open:
    """A list that is being read: its cells or lists, and where its rows end."""

    line: int
    items: list["Open | str"] = field(default_factory=list)
    breaks: list[tuple[int, str]] = field(default_factory=list)  # before which item, by what sign
    number: int = 0  # of all innermost lists, in the order of the text

    @property
    def cells(self) -> list[str]:
        return [item for item in self.items if isinstance(item, str)]

    @property
    def lists(self) -> list["Open"]:
        return [item for item in self.items if isinstance(item, Open)]


def trees(stream: Iterable[Token]) -> list[tuple[str, Open]]:
    """The outermost lists with the names that stand before them."""
    stack: list[Open] = []
    found: list[tuple[str, Open]] = []
    name, word, count = "", "", 0
    for token in stream:
        if token.kind == "open":
            stack.append(Open(token.line))
        elif token.kind == "close" and stack:
            whole = stack.pop()
            if not whole.lists:
                count += 1
                whole.number = count
            if stack:
                stack[-1].items.append(whole)
            else:
                found.append((name, whole))
                name = ""
        elif not stack:
            name, word = named(token, name, word)
        elif token.kind == "part":
            stack[-1].breaks.append((len(stack[-1].items), token.text))
        else:
            stack[-1].items.append(DOTS if token.kind == "dots" else token.text)
    if stack:
        raise MatrixError(f"{len(stack)} of the brackets are not closed.")
    return found


def named(token: Token, name: str, word: str) -> tuple[str, str]:
    """The name that a text gives to the next array, and the last word before it."""
    said = token.text if token.kind == "word" else ""
    if KNOWN.fullmatch(said):
        return said, said
    if (said == ":" or said.startswith(("=", ":="))) and NAME.fullmatch(word):
        return word, said
    if said.endswith(":") and NAME.fullmatch(said[:-1]):
        return said[:-1], said
    if "=" in said and NAME.fullmatch(first := said.split("=")[0].rstrip(":")):
        return first, said
    return name, said or word


def depths(tree: Open, at: int = 1) -> set[int]:
    """At which depths cells stand; MatrixError where a list has cells and lists."""
    cells = [cell for cell in tree.cells if cell != DOTS]
    if tree.lists and cells:
        raise MatrixError(
            f"“{cells[0][:SHOWN]}” on line {tree.line} stands between two lists, where only "
            "lists can stand."
        )
    if tree.lists:
        return set().union(*(depths(item, at + 1) for item in tree.lists))
    return {at} if cells else set()
