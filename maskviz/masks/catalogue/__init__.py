"""The catalogue: every file of this folder constructs one mask, and MASKS finds them all."""

from collections.abc import Mapping
from types import MappingProxyType

from maskviz.masks.discovery import found_in
from maskviz.masks.spec import Mask

FAMILIES = {
    "order": "The order of the tokens decides what is read: everything, or what came before.",
    "padding": "Some positions hold no token and are not to be read.",
    "local": "A token reads its neighbourhood and nothing far away.",
    "global": "A few tokens are read by all and read all.",
    "regular": "A fixed pattern of distances or blocks.",
    "image": "The tokens are the pixels of an image, row by row; above and below are near as well.",
    "mixed": "Words and images share a sequence, and what is part of an image is read as a whole.",
    "packing": "Several texts, or several versions of one, share a sequence and are kept apart.",
    "random": "Chance decides which cells may be read, always the same ones for the same seed.",
    "content": "What a token is decides who may read it.",
}


def discover() -> Mapping[str, Mask]:
    """Name -> Mask, ordered by family, then title."""
    found, families = found_in(__name__, __path__, Mask, "mask"), list(FAMILIES)
    for item in found.values():
        if item.family not in FAMILIES:
            raise ImportError(f"{item.name} names family {item.family!r}, not one of {families}")
    ordered = sorted(found.values(), key=lambda m: families.index(m.family))
    return MappingProxyType({m.name: m for m in ordered})


MASKS = discover()
