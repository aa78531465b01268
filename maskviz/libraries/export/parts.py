"""The parts of every program: its caption, predicates, variables, and the masks of its heads."""

from collections.abc import Callable
from dataclasses import dataclass

from maskviz.libraries.export.lines import numbers, remark, spoken, wrapped
from maskviz.libraries.export.wanted import Head, Wanted
from maskviz.libraries.export.words import predicate, rule_function, variable
from maskviz.masks.rule.source import NUMPY as NUMPY_STYLE
from maskviz.masks.rule.source import TORCH as TORCH_STYLE
from maskviz.masks.rule.writing import Style


@dataclass(frozen=True)
class Arrays:
    """How one library spells arrays."""

    module: str
    array: str  # a function that makes an array of a list
    bool: str
    style: Style
    number: str  # a head's number, as a typed rule can calculate with it

    def filled(self, fill: str, shape: tuple[int, ...], after: str = "") -> str:
        return f"{self.module}.{fill}({shape}, dtype={self.bool}{after})"

    def head(self, number: int) -> str:
        return self.number.format(number)


NUMPY = Arrays("np", "np.array", "bool", NUMPY_STYLE, "{}")
TORCH = Arrays("torch", "torch.tensor", "torch.bool", TORCH_STYLE, "torch.tensor({})")


@dataclass(frozen=True)
class Group:
    """The heads that have one mask, and that mask as an expression over q and k."""

    head: Head
    numbers: list[int]
    text: str
    painted: str  # the name of the table of its flips
    drawn: str  # and of its own table

    @property
    def which(self) -> str:
        return str(self.numbers[0]) if len(self.numbers) == 1 else numbers(self.numbers)

    @property
    def caption(self) -> str:
        many = len(self.numbers) > 1
        heads = spoken(self.numbers, most=len(self.numbers))
        return remark(f"{'Heads' if many else 'Head'} {heads}: {self.head.title}")


def groups(wanted: Wanted, spell: Callable[[int], str], cell: str = "") -> list[Group]:
    """The different masks. `spell` writes a head's number, `cell` is [row, key] of its flips."""
    found: dict[tuple, list[int]] = {}
    for number, head in enumerate(wanted.heads):
        text = head.expression(wanted.spelling(spell(number)), "painted", "drawn")
        found.setdefault((text, head.flips, head.drawn), []).append(number)
    made = []
    for n, heads in enumerate(found.values()):
        head, which = wanted.heads[heads[0]], "" if len(found) == 1 else f"_{n}"
        painted, drawn = f"painted{which}", f"drawn{which}"
        spelling = wanted.spelling(spell(heads[0]))
        text = head.expression(spelling, f"{painted}{cell}", f"{drawn}{cell}")
        made.append(Group(head, heads, text, painted, drawn))
    return made


def caption(wanted: Wanted, axes: str = "") -> str:
    """The program's first line: what it makes, and what True means there."""
    if wanted.single:
        title, axes = wanted.heads[0].title, axes or "q, k"
    else:
        title, axes = f"A mask for each of {len(wanted.heads)} heads", axes or "h, q, k"
    return remark(f"{title}. allowed[{axes}]: True = q may read k.")


def predicates(wanted: Wanted, arrays: Arrays) -> str:
    """Every predicate that is called, the typed rules after those of the catalogue."""
    made = [predicate(mask) for mask in wanted.masks]
    made += [rule_function(name, rule, arrays.style) for name, rule in wanted.rules.items()]
    return "".join(f"\n{text}\n" for text in made) + "\n" * bool(made)


def lengths(wanted: Wanted, *always: str) -> str:
    """A line for each number of the view that the program names."""
    named = {**dict.fromkeys(always, 0), **wanted.lengths}
    lines = [f"{name} = {value}" for name, value in named.items()]
    if "offset" in named:
        lines[0] += "  # keys that stand before the first query"
    return "".join(f"{line}\n" for line in lines)


def facts(wanted: Wanted, array: str, after: str = "") -> str:
    """A line for each fact that a mask looks up."""
    return "".join(
        wrapped(f"{variable(name)} = {array}({numbers(values)}{after})")
        for name, values in wanted.needed.items()
    )


def tables(masks: list[Group], arrays: Arrays, size: tuple[int, int], after: str = "") -> str:
    """The tables (q, k) that masks look up: matrices as they are drawn, cells turned over."""
    drawn = "".join(draw(group, arrays, after) for group in masks if group.head.drawn)
    told = "# The matrix: a line is a query, a sign is a key, # = may read.\n" if drawn else ""
    return told + drawn + paint(masks, arrays.filled("zeros", size, after))


def draw(group: Group, arrays: Arrays, after: str) -> str:
    lines = "\n".join(group.head.drawn)
    cells = '[[cell == "#" for cell in line] for line in lines.split()]'
    return f'lines = """\n{lines}\n"""\n{group.drawn} = {arrays.array}({cells}{after})\n'


def paint(masks: list[Group], blank: str) -> str:
    """A table of the cells turned over by hand, for each different mask that has some."""
    lines = []
    for group in masks:
        if flips := group.head.flips:
            rows, keys = (numbers(side) for side in zip(*flips, strict=True))
            lines += [f"{group.painted} = {blank}\n"]
            lines += [wrapped(f"{group.painted}[{rows}, {keys}] = True")]
    return "".join(["# Painted by hand: these cells are turned over.\n", *lines]) if lines else ""
