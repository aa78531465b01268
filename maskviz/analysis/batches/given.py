"""A whole batch as a model is given it: the mask of every text, and its positions."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.headmask import Region
from maskviz.analysis.parts import layer_masks, make_regions, part_masks
from maskviz.analysis.reading import positions
from maskviz.analysis.running import ScoreMods, outcome
from maskviz.analysis.score_mods import make_score_mods
from maskviz.models import Shipped
from maskviz.models.batch import Batch
from maskviz.models.run import Run
from maskviz.settings.declared import Settings

MOST_SCORES = 5_000_000  # layers x heads x texts x queries x keys of one run


@dataclass(frozen=True, eq=False)
class Given:
    """What one run is made from.

    Shapes: allowed bool (layer, text, head, query, key), True = may read; position (text, token),
    None counts from the left edge. `score_mods` are the same for every text.
    """

    settings: Settings
    shipped: Shipped
    batch: Batch
    allowed: Tensor
    score_mods: ScoreMods
    position: Tensor | None

    @property
    def texts(self) -> int:
        return len(self.batch.ids)

    def run(self) -> Run:
        """All texts at once, as one rectangle."""
        masks, recipe = {"self": self.allowed}, self.settings.recipe
        ids, score_mods = self.batch.ids, self.score_mods
        return outcome(self.shipped, ids, masks, recipe, self.position, score_mods).run


def given(
    settings: Settings, shipped: Shipped, batch: Batch, regions: Sequence[Region] = ()
) -> Given:
    """The masks of the settings for every text of a batch.

    For a model with one kind of attention; `regions` are those of its texts where they are not as
    the tokens say. Errors: ValueError when the scores are too many.
    """
    refuse(shipped, *batch.ids.shape)
    (part,) = shipped.plan.parts
    masks = []
    for region in regions or regions_of(settings, shipped, batch):
        heads = part_masks(settings, shipped, part, region)
        masks.append(layer_masks(settings, heads, region, part.own))
    found = {part.name: heads}, {part.name: region}
    score_mods = make_score_mods(settings, shipped.plan.parts, *found)
    place = [positions(settings, shipped, real) for real in batch.real]
    known = [position for position in place if position is not None]
    position = torch.stack(known) if known else None
    return Given(settings, shipped, batch, torch.cat(masks, 1), score_mods, position)


def regions_of(settings: Settings, shipped: Shipped, batch: Batch) -> list[Region]:
    """The rectangle of each text of a batch."""
    (part,) = shipped.plan.parts
    rows = range(len(batch.ids))
    return [make_regions(settings, shipped, batch, row)[part.name] for row in rows]


def scores_of(shipped: Shipped, texts: int, tokens: int) -> int:
    """How many scores one run of a batch makes."""
    return shipped.shape.layers * shipped.shape.heads * texts * tokens**2


def refuse(shipped: Shipped, texts: int, tokens: int) -> None:
    """ValueError with both numbers when a batch has more scores than one run may make."""
    count = scores_of(shipped, texts, tokens)
    if count > MOST_SCORES:
        raise ValueError(
            f"{shipped.shape.layers} layers x {shipped.shape.heads} heads x {texts} texts x "
            f"{tokens} x {tokens} tokens are {count:,} scores, over the {MOST_SCORES:,} of one run"
        )
