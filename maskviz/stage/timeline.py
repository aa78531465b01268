"""The timeline of writing: a square first, then a row a step over the keys that are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from maskviz.analysis.batches.words import number
from maskviz.analysis.generation.decoded import Decoded
from maskviz.analysis.predictions import Guess
from maskviz.analysis.reading import word
from maskviz.models.cache import multiply_adds
from maskviz.models.gpt import Shape
from maskviz.stage.component import register
from maskviz.stage.pack import pack


def timeline_message(
    found: Decoded,
    shape: Shape,
    tokens: Sequence[str],
    guesses: Sequence[Sequence[Guess]],
    layer: int,
    head: int,
) -> bytes:
    """All steps as the bytes that the browser draws, with the weights of one head of one layer.

    `tokens` and `guesses` one a row: its token as one reads it, and the likeliest next ones.
    """
    per_slot = multiply_adds(shape, 1, 1) - multiply_adds(shape, 1, 0)
    header = {
        "label": f"Steps of writing, layer {layer}, head {head}",
        "tokens": list(tokens),
        "given": found.given,
        "prefill": found.prefill,
        "slotBytes": found.slot_bytes,
        "gaps": [number(gap) for gap in found.gaps],
        "fixed": multiply_adds(shape, 1, 0),
        "perSlot": per_slot,
        "guesses": [[[word(g.label), f"{g.probability:.0%}"] for g in row] for row in guesses],
    }
    arrays = {
        "weights": found.weights[layer, head].numpy().astype(np.float16),
        "kept": kept(found),
        "open": found.cells[layer, head].numpy(),
    }
    return pack(header, arrays)


def kept(found: Decoded) -> np.ndarray:
    """Which tokens are in the cache when a row has read, bool (row, token)."""
    total = len(found.ids)
    cells = np.tri(total, dtype=bool)
    for row, held in enumerate(found.held, start=found.prefill):
        cells[row] = False
        cells[row, list(held)] = True
    return cells


component = register("timeline", "timeline/timeline.js", "timeline/timeline.css")


def timeline(message: bytes, *, key: str = "timeline") -> Mapping[str, Any]:
    """Draw the steps (see `timeline_message`); it reports nothing back."""
    return component(key=key, data=message)
