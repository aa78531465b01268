"""The stack as HTML: each different mask large, and every layer as two thumbnails that open it."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from maskviz.architectures import Layer, LayerMask, cells
from maskviz.architectures.blocks import shares
from maskviz.architectures.model import CROSS
from maskviz.architectures.shrink import Shrunk, shrunk
from maskviz.ui.architectures.blocks import blocks_picture, in_words, kept
from maskviz.ui.architectures.choice import Chosen
from maskviz.ui.architectures.links import in_check, in_playground
from maskviz.ui.kit.link import link
from maskviz.ui.kit.markup import joined
from maskviz.ui.kit.picture import in_words as in_short
from maskviz.ui.kit.picture import picture

LARGE, SMALL = 192, 48  # pixels
WHOLE = Markup('<div class="stack" style="{}">{}{}</div>')
MASK = Markup(
    '<section><h3>{}</h3><div class="pair"><figure>{}<figcaption>{}</figcaption></figure>'
    "<figure>{}<figcaption>{}</figcaption></figure></div><p>{} {}</p></section>"
)
MASKS = Markup('<div class="masks">{}</div>')
LAYERS = Markup('<h3>{}</h3><ol class="layers">{}</ol>')
ROW = Markup('<li><span class="at">{}</span>{}{}<span class="name">{}</span></li>')


@dataclass(frozen=True)
class Drawn:
    """A mask of the model with the name of its picture, its blocks, and its small twin with its
    cells."""

    name: str
    title: str
    queries: int
    keys: int
    of: str
    shares: np.ndarray
    small: Shrunk
    cells: np.ndarray

    @property
    def told(self) -> str:
        return in_words(self.shares, self.queries, self.keys, self.of)


Key = tuple[LayerMask, int, int]  # a mask, its queries and keys


def key_of(layer: Layer, chosen: Chosen) -> Key | None:
    """What the pictures of a layer are kept by; None for one without attention."""
    return (layer.mask, *chosen.model.sizes(layer, chosen.tokens)) if layer.mask else None


def drawn(chosen: Chosen, tokens: int) -> dict[Key, Drawn]:
    """Each different mask of the model, at its real size and over so many tokens of a text."""
    keys = filter(None, (key_of(layer, chosen) for layer in chosen.model.layers))
    found, of = {}, "patches" if chosen.model.sides else "tokens"
    for number, key in enumerate(dict.fromkeys(keys)):
        mask, queries, width = key
        small = shrunk(mask, width, tokens)
        sizes, pictures = (queries, width, of), (shares(mask, queries, width), small)
        found[key] = Drawn(f"m{number}", mask.title, *sizes, *pictures, cells_of(small))
    return found


def stack(chosen: Chosen, masks: dict[Key, Drawn], text: str) -> Markup:
    """All of it as one block; each picture is sent once and drawn by its name."""
    pictures = joined(
        kept(found.name, found.shares) + kept(f"{found.name}s", found.cells.astype(float))
        for found in masks.values()
    )
    large = MASKS.format(joined(mask_of(found, text) for found in masks.values()))
    parts = {layer.part: chosen.model.part(layer.part) for layer in chosen.model.layers}
    thumbs = {key: thumbs_of(found, text) for key, found in masks.items()}
    columns = joined(
        LAYERS.format(
            heading(part, len(parts)), joined(row_of(layer, chosen, thumbs) for layer in layers)
        )
        for part, layers in parts.items()
    )
    return WHOLE.format(pictures, large, columns)


def heading(part: str, parts: int) -> str:
    """What stands over the layers of a part, where there are several."""
    if parts == 1:
        return "Every layer"
    return "Layers across, from decoder to encoder" if part == CROSS else f"Layers of the {part}"


def mask_of(found: Drawn, text: str) -> Markup:
    """One mask twice, large, with the numbers of both and where it opens."""
    small = found.small
    real = blocks_picture(found.name, found.told, LARGE)
    tiny = picture(found.cells, LARGE)
    return MASK.format(
        found.title,
        real,
        found.told,
        tiny,
        small.told,
        link(in_playground(small, text), "Open it in the playground"),
        link(in_check(small), "Check it"),
    )


def cells_of(small: Shrunk) -> np.ndarray:
    return cells(LayerMask.of(small.call.name, **small.call.params), small.tokens)


def row_of(layer: Layer, chosen: Chosen, thumbs: dict[Key, tuple[Markup, Markup]]) -> Markup:
    """A layer: its number, both thumbnails as links, and its mask by name."""
    key = key_of(layer, chosen)
    real, tiny = thumbs[key] if key else (Markup(), Markup())
    number = layer.number
    return ROW.format(number, real.format(number), tiny.format(number), layer.title)


def thumbs_of(found: Drawn, text: str) -> tuple[Markup, Markup]:
    """Both thumbnails of a mask as links, the number of the layer left open."""
    real = blocks_picture(found.name, found.told, SMALL)
    tiny = blocks_picture(f"{found.name}s", in_short(found.cells), SMALL)
    check, play = in_check(found.small), in_playground(found.small, text)
    return (
        link(check, real, kind="thumb", label="Layer {}: check its mask"),
        link(play, tiny, kind="thumb", label="Layer {} in the playground"),
    )
