"""From settings to everything the page shows: one batch row, its masks, and two traced runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from torch import Tensor

from maskviz.analysis.baseline import Baseline, baseline
from maskviz.analysis.firstlook import first_look
from maskviz.analysis.headmask import HeadMask, Region, after_scores, own_mask
from maskviz.analysis.parts import LayerMasks, layer_masks, make_regions, named_own, part_masks
from maskviz.analysis.reading import make_batch, positions, word
from maskviz.analysis.remembered import remembered
from maskviz.analysis.running import Masks, Outcome, ScoreMods
from maskviz.analysis.score_mods import make_score_mods
from maskviz.models import Shipped
from maskviz.models.attention import Trace
from maskviz.models.batch import Batch
from maskviz.models.plans import AttentionKind
from maskviz.models.run import LayerAttention, Run
from maskviz.models.score_mod import ScoreMod
from maskviz.settings.declared import Settings


@dataclass(frozen=True, eq=False)
class View:
    """What is looked at, and what the model does with it.

    Shapes: ids, real and position (token,) of the text; position None counts from the left edge.
    `done` holds one batch row; `usual` is what is shown of the same text under the model's own
    masks, with the default recipe. `regions`, `masks` and `allowed` are kept by the part of the
    model: "self", or "encoder", "decoder" and "cross"; masks in there by layer, then by head.
    """

    settings: Settings
    shipped: Shipped
    batch: Batch
    row: int
    regions: Mapping[str, Region]
    masks: Mapping[str, LayerMasks]
    allowed: Masks
    score_mods: ScoreMods
    position: Tensor | None
    done: Outcome
    usual: Baseline

    @property
    def run(self) -> Run:
        return self.done.run

    @property
    def attention(self) -> AttentionKind:
        return self.settings.attention

    @property
    def part(self) -> str:
        """Its name, by which regions and masks are kept."""
        return self.attention.name

    @property
    def region(self) -> Region:
        return self.regions[self.part]

    @property
    def heads(self) -> tuple[HeadMask, ...]:
        """Every head's mask in the part and the layer looked at."""
        return self.masks[self.part][self.settings.layer]

    @cached_property
    def different(self) -> tuple[HeadMask, ...]:
        """All masks of the part looked at, each once."""
        heads = (mask for layer in self.masks[self.part] for mask in layer)
        return tuple({id(mask): mask for mask in heads}.values())

    @property
    def head(self) -> int:
        return self.settings.head

    @cached_property
    def shown(self) -> tuple[HeadMask, ...]:
        """Every head's mask in the layer looked at; layers that were not chosen keep their own.

        A dynamic mask is shown as the scores made it.
        """
        if self.settings.layer not in self.settings.layers:
            return (self.own,) * len(self.heads)
        if not any(mask.gate for mask in self.heads):
            return self.heads
        left = self.trace.allowed[0, :, self.region.offset :].numpy(force=True)
        return tuple(map(after_scores, self.heads, left))

    @cached_property
    def own(self) -> HeadMask:
        """The model's own mask, which is drawn in a layer that was not chosen."""
        return own_mask(self.region, self.attention.own)

    @cached_property
    def usual_mask(self) -> str:
        """What the mask is compared with, by its parts: the masks of the run beside it."""
        return named_own(self.shipped.plan, self.regions)

    @property
    def score_mod(self) -> ScoreMod | None:
        """What is done to the scores besides the mask, in the layer looked at."""
        layers = self.score_mods.get(self.part)
        return layers[self.settings.layer] if layers else None

    @property
    def mask(self) -> HeadMask:
        """The mask of the head looked at, in the layer looked at."""
        return self.shown[self.head]

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The labels of the keys."""
        if self.attention.reads_answer:
            return self.written
        return tuple(self.shipped.tokenizer.labels(self.ids.tolist()))

    @cached_property
    def written(self) -> tuple[str, ...]:
        """What a translator's decoder read: the labels of `<s>` and of its answer."""
        return tuple(self.shipped.target.labels(self.done.answer[:-1]))

    @property
    def asking(self) -> tuple[str, ...]:
        """The labels of the queries by position: the keys', but in cross-attention the answer's."""
        return self.tokens if self.attention.queries_are_keys else self.written

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The keys as one reads them, without the mark for a space before the word."""
        return tuple(map(word, self.tokens))

    def asks(self, q: int) -> str:
        """The query at a position as one reads it."""
        return word(self.asking[q])

    @property
    def ids(self) -> Tensor:
        return self.batch.ids[self.row]

    @property
    def real(self) -> Tensor:
        """1 for a token of the text, 0 for padding, (token,)."""
        return self.batch.real[self.row]

    @property
    def layer(self) -> LayerAttention:
        """The attention looked at, of all its heads."""
        return self.run.heads[self.part][self.settings.layer]

    @property
    def trace(self) -> Trace:
        return self.layer.trace

    @cached_property
    def last(self) -> int:
        """The position of the last real token; of the last token when none is real."""
        return int(self.real.nonzero()[-1]) if self.real.any() else len(self.real) - 1

    @cached_property
    def blanks(self) -> list[int]:
        """Where the text has a blank to be filled in."""
        mark = getattr(self.shipped.tokenizer, "blank", -1)
        return (self.ids == mark).nonzero().flatten().tolist()

    @cached_property
    def locked(self) -> tuple[int, int]:
        """The locked cell (query, key) in positions; when none is, one where the mask blocks."""
        first, end = self.region.offset, self.region.offset + self.region.queries - 1
        if not (found := self.settings.locked):
            usual = [*(self.blanks if self.shipped.plan.fills_blanks else ()), self.last][0]
            usual = max(end - 1, 0) if self.attention.writes_answer else usual
            q = first_look(self.mask.allowed, first, usual, self.attention, self.real)
            found = q, q if self.attention.queries_are_keys else self.last
        return min(max(found[0], first), end), min(found[1], self.region.keys - 1)


def make_view(settings: Settings, shipped: Shipped) -> View:
    """Tokenize, build every head's mask, run the model with them and without them.

    The recipe holds in every layer, the mask in those that were chosen.
    """
    batch = make_batch(settings, shipped)
    row = min(settings.row, settings.texts) - 1
    regions = make_regions(settings, shipped, batch, row)
    masks, allowed = {}, {}
    for part in shipped.plan.parts:
        region = regions[part.name]
        masks[part.name] = part_masks(settings, shipped, part, region)
        allowed[part.name] = layer_masks(settings, masks[part.name], region, part.own)
    ids, real = batch.ids[row], batch.real[row]
    place = positions(settings, shipped, real)
    score_mods = make_score_mods(settings, shipped.plan.parts, masks, regions)
    done = remembered(shipped, ids, allowed, settings.recipe, place, score_mods)
    usual = baseline(shipped, ids, real, place, settings.answer)
    made = regions, masks, allowed, score_mods, place, done, usual
    return View(settings, shipped, batch, row, *made)
