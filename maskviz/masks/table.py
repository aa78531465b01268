"""The catalogue as a table for the README: `python -m maskviz.masks.table` writes it there."""

import sys
from pathlib import Path

from maskviz.masks.biases import BIASES
from maskviz.masks.catalogue import MASKS
from maskviz.masks.compose.combinators import COMBINATORS
from maskviz.masks.dynamic import DYNAMIC
from maskviz.masks.spec import Declared, Mask

BEGIN, END = "<!-- masks -->", "<!-- /masks -->"
MADE = COMBINATORS.values()
HEADINGS = ("Mask", "May read when", "In words", "Set by")


def row(mask: Mask | Declared) -> tuple[str, ...]:
    settings = ", ".join(p.kind.setting(p.name) for p in mask.parameters.values())
    return mask.title, f"`{mask.inequality}`", mask.sentence, settings or "nothing"


def mask_table() -> str:
    """Every mask of the catalogue as a row of a markdown table, in the order of MASKS.

    After them the masks made from scores, the masks of masks, and the biases.
    """
    declared = [*MASKS.values(), *DYNAMIC.values()]
    rows = [HEADINGS, ("---",) * len(HEADINGS), *map(row, declared)]
    rows += [(c.title, f"`{c.form}`", c.sentence, c.set_by) for c in MADE]
    rows += [row(bias) for bias in BIASES.values()]
    cells = [[cell.replace("|", "\\|") for cell in line] for line in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def with_table(text: str) -> str:
    """A README with the table between its markers; ValueError when it has not one pair of them."""
    before, begin, rest = text.partition(BEGIN)
    old, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in old + after or END in before + after:
        raise ValueError(f"README.md needs one line {BEGIN} and after it one line {END}")
    return f"{before}{BEGIN}\n{mask_table()}{END}{after}"


def main() -> None:
    readme = Path(sys.argv[1] if len(sys.argv) > 1 else "README.md")
    readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{readme}: {len(MASKS) + len(DYNAMIC)} masks, {len(COMBINATORS)} ways to combine them")


if __name__ == "__main__":
    main()
