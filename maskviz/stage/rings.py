"""What a sentence asks to look at: it is ringed on the board."""

from dataclasses import dataclass

STAGES = ("mask", "raw", "masked", "weights", "output")


@dataclass(frozen=True)
class Ring:
    """One thing to look at: a stage, a row of it, one of its cells, or another part of the board.

    part  one of STAGES, or a part of the board such as "figures", "row", "heads"
    q, k  a row of the stage and a column, in token positions; both None for the whole stage, q None
          for a whole column
    """

    part: str
    q: int | None = None
    k: int | None = None
