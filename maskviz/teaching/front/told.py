"""What one row reads and what is kept from it, as a sentence made from its cells."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np

from maskviz.analysis.headmask import NamedCells
from maskviz.masks.call import MaskCall
from maskviz.stage.board import Rich, bold
from maskviz.teaching.words import catalogue


def told(rules: Sequence[NamedCells], words: Sequence[str], q: int, weights: np.ndarray) -> Rich:
    """ "**ate** reads **The** (41%) and **ate** (16%); not **his**, because it comes later."

    rules    those that all allow a cell that may be read, of masks that the catalogue of words has
             a reason for; (q, k)
    weights  float (key,), of this row
    """
    said = catalogue("start")["row"]
    blockers = [blocking(rules, q, k) for k in range(len(words))]
    reads = [k for k, found in enumerate(blockers) if not found]
    row = [bold(words[q])]
    shares: list[Rich] = [[bold(words[k]), f" ({weights[k]:.0%})"] for k in reads]
    begun = filled(said["reads" if reads else "nothing"], row=row, keys=listed(shares))
    ends = [*kept_away(blockers, words)] or [whole(said, words, q)]
    between: Rich = ["; "] if any(blockers) else [": "]
    return joined([*begun, *between, *listed(ends, "; ", "; "), "."])


def blocking(rules: Iterable[NamedCells], q: int, k: int) -> tuple[str, ...]:
    """The names of the masks that block a cell."""
    terms = (rule.term for rule in rules if not rule.cells[q, k])
    return tuple(term.name for term in terms if isinstance(term, MaskCall))


def kept_away(blockers: Sequence[tuple[str, ...]], words: Sequence[str]) -> Iterable[Rich]:
    """For all keys that are blocked for one reason, a clause."""
    found = catalogue("start")
    blocked = [k for k, names in enumerate(blockers) if names]
    for names, group in groupby(sorted(blocked, key=lambda k: blockers[k]), blockers.__getitem__):
        keys = [*dict.fromkeys(words[k] for k in group)]  # padding is named once
        who, *reasons = (found["because"][name][len(keys) > 1] for name in ("who", *names))
        shown = listed([[bold(key)] for key in keys])
        yield filled(found["row"]["blocked"], keys=shown, why=[f"{who} {' and '.join(reasons)}"])


def whole(said: dict, words: Sequence[str], q: int) -> Rich:
    """That a row reads all, and what it is that comes later."""
    later = [[bold(word)] for word in words[q + 1 :]]
    if not later:
        return [said["all"]]
    return filled(said["ahead"], keys=listed(later), comes=[said["comes"][len(later) > 1]])


def listed(parts: Sequence[Rich], between: str = ", ", last: str = " and ") -> Rich:
    """One after the other, with a word before the last."""
    found: list = []
    for i, part in enumerate(parts):
        found += [*([last if i == len(parts) - 1 else between] if i else []), *part]
    return found


def filled(template: str, **holes: Rich) -> Rich:
    """A sentence with what stands in its holes."""
    found: list = []
    for i, piece in enumerate(template.replace("}", "{").split("{")):
        found += holes[piece] if i % 2 else [piece] if piece else []
    return found


def joined(pieces: Rich) -> Rich:
    """The same with texts that follow one another as one."""
    found: list = []
    for piece in pieces:
        if found and isinstance(piece, str) and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)
