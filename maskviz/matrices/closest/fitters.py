"""Every mask of the catalogue with its fitter, or with the reason why it has none."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from maskviz.masks.call import MaskCall
from maskviz.masks.catalogue import MASKS
from maskviz.masks.dynamic import DYNAMIC
from maskviz.matrices.closest import (
    blocks,
    columns,
    distances,
    groups,
    images,
    orders,
    squares,
    tokens,
    trees,
    tried,
)
from maskviz.matrices.closest.find import Find
from maskviz.matrices.closest.padded import FROM_REAL
from maskviz.matrices.closest.tally import Fit, Tally

SEARCHED: Mapping[str, Callable[[Tally, int], Fit | None]] = MappingProxyType(
    {**images.SEARCHED, **squares.SEARCHED}
)
OWN: Mapping[str, Callable[[Tally], Fit | None]] = MappingProxyType(
    {
        **distances.FITTERS,
        **blocks.FITTERS,
        **columns.FITTERS,
        **tokens.FITTERS,
        **groups.FITTERS,
        **orders.FITTERS,
        **trees.FITTERS,
        **images.FITTERS,
    }
)
CHANCE = {
    "random": "Its cells are drawn by chance: only trying every seed would find it.",
    "bigbird": "Some blocks are drawn by chance: only trying every seed would find them.",
}
SCORES = "The scores decide its cells: other scores, other cells."
TOKENS = "It asks what each token is, and nobody has said how a matrix would tell."
COUNTED = "Looked for as another mask with padding on top, counted from the first real token."
RUNS = "Any matrix whose rows are runs of keys is one: as a name it would say nothing."
NEW = [mask for name, mask in MASKS.items() if name not in {*OWN, *SEARCHED, *CHANCE}]
FITTERS = MappingProxyType(
    {**OWN, **{mask.name: tried.fitter(mask) for mask in NEW if not mask.facts}}
)
EXCLUDED: Mapping[str, str] = MappingProxyType(  # name -> why no matrix is compared with it
    {
        **CHANCE,
        **dict.fromkeys(DYNAMIC, SCORES),
        **{mask.name: TOKENS for mask in NEW if mask.facts},
        **dict.fromkeys(FROM_REAL.values(), COUNTED),
        "varlen": RUNS,
    }
)


def find(name: str, made: Fit, sums: Tally) -> Find:
    facts = MappingProxyType(dict(made.facts))
    return Find(MaskCall(name, made.params), facts, sums.opened - made.gain, sums.offset)
