"""Figures of a model as tables: how far a token sees through the layers, and the cache in bytes."""

from markupsafe import Markup

from maskviz.architectures import Model, cache_bytes, reached
from maskviz.architectures.patches import reached_patches
from maskviz.architectures.spans import UNBROKEN
from maskviz.ui.kit.bars import bars
from maskviz.ui.kit.table import figure, table, under

LENGTHS = {"8k": 8_192, "128k": 131_072, "1M": 1_048_576}
ROWS = 8  # of the table of layers
UNITS = ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))


def size_text(size: int) -> str:
    """Bytes in the largest unit of which there is one: "2.75 GiB"."""
    for unit, name in UNITS:
        if size >= unit:
            much = size / unit
            return f"{much:,.3g} {name}" if much < 1000 else f"{much:,.0f} {name}"
    return f"{size:,} bytes"


def cache_table(model: Model) -> Markup:
    """The cache of one text at three lengths, as its masks let it be and with all layers full."""
    head = ("Tokens", *map(figure, ("Its own masks", "All layers full", "Share")))
    rows = [cache_row(name, model, tokens) for name, tokens in LENGTHS.items()]
    return table(head, rows)


def cache_row(name: str, model: Model, tokens: int) -> list:
    """One length; a longer text than the model takes is marked."""
    found = cache_bytes(model, tokens)
    share = found.bytes / found.full if found.full else 1
    over = 0 < model.context < tokens
    return [
        under(f"{name} ({tokens:,})", "more than it takes") if over else f"{name} ({tokens:,})",
        figure(size_text(found.bytes)),
        figure(size_text(found.full)),
        figure(f"{share:.1%}"),
    ]


def reach_bars(model: Model, tokens: int) -> Markup | None:
    """How many keys the last token of a text learns of through the first layers, or a patch in the
    middle of an image; None where rows have gaps, so that what is reached is no stretch."""
    masks = [layer.mask for layer in model.main if layer.mask]
    if model.sides:
        found, tokens = reached_patches(model), model.sides[0] ** 2
        title = f"Patches, of {tokens:,}, that reach one in the middle"
    elif masks and all(mask.name in UNBROKEN for mask in masks):
        found = reached(masks, tokens - 1, tokens)
        title = f"Keys that reach the last of {tokens:,} tokens"
    else:
        return None
    depths = shown(found)
    return bars(
        title,
        [
            (
                f"{depth} layer{'s' * (depth != 1)}",
                found[depth - 1] / tokens,
                f"{found[depth - 1]:,}",
            )
            for depth in depths
        ],
    )


def shown(found: list[int]) -> list[int]:
    """The depths worth a row: where something changes, evenly chosen where there are many."""
    changes = [i + 1 for i, keys in enumerate(found) if not i or keys != found[i - 1]]
    if len(changes) > ROWS:
        step = (len(changes) - 1) / (ROWS - 1)
        changes = [changes[round(i * step)] for i in range(ROWS)]
    return changes
