"""What the sides of an array are: queries, keys, and what stands before them."""

from collections.abc import Sequence

import numpy as np

from maskviz.masks.matrix import sized
from maskviz.matrices.reading.brought import Brought


def form_of(brought: Brought) -> str:
    *before_, queries, keys = brought.values.shape
    size = sized(queries, keys)
    count = int(np.prod(before_)) if before_ else 1
    said = f"one mask of {size}" if count == 1 else f"{count} masks of {size}"
    return f"{said}, {brought.told}" if brought.told else said


def names_of(shape: Sequence[int]) -> list[str]:
    """What each of a stack is called: text and head where it has four sides."""
    *stack, _, _ = shape
    if len(stack) == 2:
        return [f"text {b}, head {h}" for b in range(stack[0]) for h in range(stack[1])]
    return [f"mask {i}" for i in range(int(np.prod(stack)))] if stack else ["the mask"]
