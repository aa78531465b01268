"""The masks whose cost is measured: every mask of the catalogue at several sizes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maskviz.analysis.costs import settings_of
from maskviz.analysis.headmask import Region, head_mask
from maskviz.analysis.story import Page, page_sight
from maskviz.masks.call import MaskCall
from maskviz.masks.matrix import empty_rows
from maskviz.masks.spec import Int, Mask
from maskviz.masks.text import MARKS, SPECIAL_KINDS
from maskviz.models.tokenizer import Tokenizer

SIZES = (2, 4, 8, 16, 32, 64, 128)
MAIN = ("window", "reach", "radius", "size", "stride")  # the number that is varied, if it has one
IMAGE = {"width": 16, "height": 16}  # an image that holds the 256 tokens of a page
Extra = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Trial:
    """A mask at its numbers, and what each page may read: bool (token, token), causal on top."""

    call: MaskCall
    extra: Extra
    cells: tuple[np.ndarray, ...]

    @property
    def same(self) -> str:
        """A fingerprint of the cells: masks that share it read the same."""
        bits = b"".join(np.packbits(page).tobytes() for page in self.cells)
        return hashlib.sha256(bits).hexdigest()[:16]

    @property
    def plain(self) -> bool:
        """Whether the causal mask alone would read the same."""
        return all(np.array_equal(page, np.tri(len(page), dtype=bool)) for page in self.cells)

    @property
    def row(self) -> dict:
        """A bar as costs.json holds it, but for its perplexities."""
        return {
            "mask": str(self.call),
            "with": {key: list(value) for key, value in self.extra.items()},
            "cells": int(sum(page.sum() for page in self.cells)),
            "empty_rows": sum(len(empty_rows(page)) for page in self.cells),
            "same": self.same,
        }


def trial(mask_call: MaskCall, extra: Extra, regions: Sequence[Region]) -> Trial:
    settings = settings_of(mask_call, extra)
    return Trial(mask_call, extra, tuple(head_mask(settings, "all", s).allowed for s in regions))


def trials(mask: Mask, text: Sequence[Page], tokenizer: Tokenizer) -> list[Trial]:
    """A mask at each of its sizes; sizes at which it reads the same are tried once."""
    found, regions = {}, {}
    for mask_call, extra in uses(mask):
        key = tuple(extra.items())  # what is known of the tokens depends on nothing else
        if key not in regions:
            regions[key] = [page_sight(settings_of(mask_call, extra), p, tokenizer) for p in text]
        one = trial(mask_call, extra, regions[key])
        found.setdefault(one.same, one)
    return list(found.values())


def uses(mask: Mask) -> list[tuple[MaskCall, Extra]]:
    """A mask at several sizes, every switch and option turned, for each kind of special token.

    The numbers that are not varied stay at their defaults.
    """
    ints = {p.name: p.kind for p in mask.named(Int)}
    image = {name: IMAGE[name] for name in ints if name in IMAGE}
    usual, main = MaskCall(mask.name, image), varied(ints)
    found = (
        [MaskCall(mask.name, {**image, main: n}) for n in sizes(ints[main])] if main else [usual]
    )
    others = [(p.name, value) for p in mask.controls if p.name not in ints for value in p.kind.ends]
    found += [MaskCall(mask.name, {**image, n: v}) for n, v in others if v != mask.defaults[n]]
    pairs = [(mask_call, {}) for mask_call in found]
    if any(fact.name == "special" for fact in mask.facts):
        kinds = [kind for kind in SPECIAL_KINDS if kind not in MARKS]
        pairs += [(usual, {"special_kinds": (kind,)}) for kind in kinds]
    return pairs


def varied(ints: Mapping[str, Int]) -> str | None:
    """The number that says how much is read; the size of an image only where nothing else does."""
    free = [name for name in ints if name not in IMAGE] or list(ints)
    return next((name for name in MAIN if name in free), free[0] if free else None)


def sizes(kind: Int) -> list[int]:
    """The sizes that are legal, with their negatives where a number may be negative."""
    wanted = [-size for size in reversed(SIZES)] + list(SIZES)
    return [n for n in wanted if kind.low <= n <= kind.high and (n - kind.low) % kind.step == 0]
