"""A whole text under a mask, page by page: how well a model predicts it then."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from maskviz.analysis.headmask import Region
from maskviz.analysis.parts import layer_masks, part_masks
from maskviz.analysis.predictions import token_losses
from maskviz.analysis.reading import token_facts
from maskviz.analysis.running import ScoreMods, outcome
from maskviz.analysis.score_mods import make_score_mods
from maskviz.models import PLANS, Shipped
from maskviz.models.batch import Batch
from maskviz.models.tokenizer import NOWHERE, START, Tokenizer
from maskviz.settings.declared import DEFAULTS, Settings
from maskviz.settings.slots import PAINTED

STORY = Path(__file__).parents[1] / "data" / "story.txt"
MODELS = ("gpt", "gpt-masked")  # the models that read the story
SHELF = PLANS["gpt"].shelf
ELSEWHERE = (  # settings that speak of another text, or only of what is looked at
    *("model", "part", "text", "texts", "row", "pad_side", "pad_to", "queries", "answer"),
    *("layer", "head", "output"),
)


@dataclass(frozen=True, eq=False)
class Page:
    """As much of a text as a model reads at once, a batch of one row that begins with `<s>`.

    targets  what each row of the logits is to predict, (token,): the row's tokens moved by one
    """

    batch: Batch
    targets: Tensor


def pages(text: str, tokenizer: Tokenizer, context: int) -> tuple[Page, ...]:
    """Pages side by side: over all of them every token of the text is predicted once."""
    encoded = tokenizer.encode(text)
    return tuple(
        page(text, encoded.ids[i : i + context], encoded.spans[i : i + context])
        for i in range(0, len(encoded), context)
    )


def page(text: str, ids: Sequence[int], spans: Sequence[tuple[int, int]]) -> Page:
    """The last token is predicted and not read, so that `<s>` has room."""
    first, last = spans[0][0], spans[-1][1]
    moved = [(begin - first, end - first) for begin, end in spans[:-1]]
    row = torch.tensor([[START, *ids[:-1]]])
    whole, tokens = ((NOWHERE, *moved),), (row.shape[1],)
    batch = Batch((text[first:last],), row, torch.ones_like(row), whole, (), tokens)
    return Page(batch, torch.tensor(ids))


def page_sight(settings: Settings, page: Page, tokenizer: Tokenizer) -> Region:
    """All tokens of a page, and what is known of them from the text."""
    labels = tuple(tokenizer.labels(page.batch.ids[0].tolist()))
    return Region(len(labels), len(labels), token_facts(settings, page.batch, 0, labels))


def for_story(settings: Settings) -> Settings:
    """The same masks for another text: what was picked in the visitor's own text is left out.

    Of a model that reads no stories, the mask looked at is taken, for every head.
    """
    found = settings.but(**{key: DEFAULTS[key] for key in ELSEWHERE}, picks={}, locked=None)
    if PLANS[settings.model].shelf != SHELF:
        mask, page = settings.mask_of(settings.slot), settings.book.get(settings.slot)
        book = {"all": page} if mask == PAINTED and page else {}
        return found.but(each=False, each_layer=False, slots={"all": mask}, book=book)
    return found


@dataclass(frozen=True)
class Tally:
    """What has been measured of a story so far.

    nats    model -> the sum of its losses
    cells   how many may be read, a mean over heads and layers; `causal` is the causal mask's
    future  whether some query reads a later key
    """

    done: int
    pages: int
    tokens: int
    nats: Mapping[str, float]
    cells: float
    causal: int
    future: bool

    @property
    def perplexity(self) -> dict[str, float]:
        """Model -> e to its mean loss; NaN when a row was NaN."""
        means = {name: total / self.tokens for name, total in self.nats.items()}
        return {n: math.exp(m) if m < 700 else m * math.inf for n, m in means.items()}


def measure(settings: Settings, models: Sequence[Shipped], text: Sequence[Page]) -> Iterator[Tally]:
    """Read the story under the masks of the settings; a tally after each page, the last is all."""
    settings, nats = for_story(settings), {shipped.name: 0.0 for shipped in models}
    tokens, cells, causal, future = 0, 0.0, 0, False
    for number, page in enumerate(text, 1):
        masks, score_mods = page_masks(settings, models[0], page)
        for shipped in models:
            told = ({"self": masks}, settings.recipe)
            run = outcome(shipped, page.batch.ids[0], *told, score_mods=score_mods).run
            nats[shipped.name] += token_losses(run.logits[0].cpu(), page.targets).sum().item()
        size = len(page.targets)
        tokens += size
        causal += size * (size + 1) // 2
        cells += masks.sum().item() / (masks.shape[0] * masks.shape[2])
        future = future or bool(masks.triu(1).any())
        yield Tally(number, len(text), tokens, dict(nats), cells, causal, future)


def page_masks(settings: Settings, shipped: Shipped, page: Page) -> tuple[Tensor, ScoreMods]:
    """Every head's mask in every layer, bool (layer, 1, head, token, token), and what is done to
    the scores besides."""
    part = shipped.plan.parts[0]
    region = page_sight(settings, page, shipped.tokenizer)
    masks = part_masks(settings, shipped, part, region)
    score_mods = make_score_mods(settings, (part,), {part.name: masks}, {part.name: region})
    return layer_masks(settings, masks, region, part.own), score_mods
