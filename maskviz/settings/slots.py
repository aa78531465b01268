"""Whose mask is whose: the slots of a state, what stands in them, and what was painted there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maskviz.masks.call import MaskCall
from maskviz.masks.compose import Term, Typed

CUSTOM, TYPED, COMPOSED = "custom", "typed", "composed"  # masks that are no name of MASKS
PARTS = ("encoder", "decoder", "cross")  # of a model that has three kinds of attention


@dataclass(frozen=True)
class Painted:
    """A mask painted by hand; what was painted is the page of the book with the same slot."""

    def __str__(self) -> str:
        return CUSTOM


PAINTED = Painted()
SlotMask = Term | Painted


@dataclass(frozen=True)
class OwnMatrix:
    """A matrix that somebody brought: it is drawn at its own size, and at no other.

    flips   the cells by which it differs from its page's base, as a page has them
    """

    queries: int
    keys: int
    flips: tuple[int, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.queries, self.keys


@dataclass(frozen=True)
class Page:
    """A mask changed by hand: the mask it began as, and what was changed.

    flips   the cells turned over, each q * 2048 + k in token positions, in order
    biases  (bias, its cells), smallest bias first
    matrix  what it began as where that is a matrix somebody brought
    """

    base: Term
    flips: tuple[int, ...] = ()
    biases: tuple[tuple[float, tuple[int, ...]], ...] = ()
    matrix: OwnMatrix | None = None

    @property
    def data(self) -> dict[str, Any]:
        """As the stage has it, which paints on a matrix without being told its cells again."""
        written: dict[str, Any] = {"base": str(self.base), "flips": list(self.flips)}
        if self.biases:
            written["biases"] = [[bias, list(cells)] for bias, cells in self.biases]
        return written | ({"size": list(self.matrix.size)} if self.matrix else {})


def slot_of(part: str, head: int | str, layer: int | None = None) -> str:
    """Where a mask is kept: "all" or a head's number; "L2.all" when each layer has its own, and
    with three attentions "cross.all" or "cross.L2.all"."""
    pieces = [part] * (part in PARTS) + ([] if layer is None else [f"L{layer}"])
    return ".".join([*pieces, str(head)])


def part_in(slot: str) -> str:
    """The part of the model in a slot's name, "" where there is one kind of attention."""
    first = slot.split(".")[0]
    return first if first in PARTS else ""


def controls_of(mask: SlotMask) -> Mapping[str, Any]:
    """The settings with which the controls describe a mask, by their keys."""
    match mask:
        case Painted():
            return {"mask": CUSTOM}
        case MaskCall():
            numbers = {f"{mask.name}.{name}": value for name, value in mask.params.items()}
            return {"mask": mask.name, **numbers}
        case Typed():
            return {"mask": TYPED, "typed_rule": mask.text}
    return {"mask": COMPOSED, "composition": mask}
