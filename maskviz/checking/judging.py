"""Whatever somebody has for a mask, checked."""

from collections.abc import Mapping
from typing import Any

from maskviz.checking.checked import Checked
from maskviz.checking.fault import CheckError
from maskviz.checking.handed import of_library
from maskviz.checking.understanding import understand
from maskviz.checking.understood import Understood
from maskviz.masks.kinds import Facts


def check(
    raw: Any,
    given: Mapping[str, Any] | None = None,
    *,
    queries: int | None = None,
    keys: int | None = None,
    facts: Facts | None = None,
    array: int = 0,
    reading: int = 0,
    sample: int = 0,
    library: str | None = None,
) -> Checked:
    """What a mask is, what is wrong with it and what libraries make of it.

    raw            a text (a print, a drawing, a vector, code, a rule), the bytes of a file, or an
                   array of torch, NumPy or lists, in any shape a mask has
    given          values for names that a rule or code leaves open: numbers, vectors
    queries, keys  over which a rule or a function of places is drawn, 8 x 8 unless told
    facts          what is known of each token, for a rule that looks it up
    array          which of several arrays in the text
    reading        which way to understand it, 0 the likeliest
    sample         which mask of a stack
    library        the title of one library whose verdict is wanted, or a part of it: "sdpa"

    Errors: CheckError, a ValueError of one sentence, for what holds no mask, and for a reading, a
    sample or a library that there is not.
    """
    understood = understand(raw, given, queries=queries, keys=keys, facts=facts, array=array)
    return judge(understood, reading, sample, library)


def judge(
    understood: Understood, reading: int = 0, sample: int = 0, library: str | None = None
) -> Checked:
    """One way to understand it, judged; nothing is calculated before it is asked for."""
    ways = understood.readings
    if not 0 <= reading < len(ways):
        raise CheckError(f"There is no reading {reading}; there are {len(ways)}, from 0 on.")
    many = len(ways[reading].samples)
    if not 0 <= sample < many:
        raise CheckError(f"There is no mask {sample} of the stack; there are {many}, from 0 on.")
    of_library([], library)
    return Checked(understood, reading, sample, library)
