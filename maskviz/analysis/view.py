"""From settings to everything the page shows: one batch row, its masks, and two traced runs."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.headmask import HeadMask, Sight, causal_mask, head_mask
from maskviz.attention import Recipe, Trace
from maskviz.facts import find_secrets, spans_to_tokens, special_tokens
from maskviz.matrix import Facts
from maskviz.models.batch import Batch
from maskviz.models.gpt import LayerTrace, Run
from maskviz.models.loading import Shipped
from maskviz.settings import Settings

LEVEL_OF = {"name": 1, "number": 2, "e-mail": 3, "phone": 3}  # until levels are picked by hand


@dataclass(frozen=True, eq=False)
class View:
    """What is looked at, and what the model does with it.

    Shapes: ids and real (token,); `run` and `plain` hold one batch row; `plain` is the same text
    under the model's own causal mask and padding, with the default recipe.
    """

    settings: Settings
    shipped: Shipped
    batch: Batch
    row: int
    tokens: tuple[str, ...]
    sight: Sight
    heads: tuple[HeadMask, ...]
    run: Run
    plain: Run

    @property
    def head(self) -> int:
        return self.settings["head"]

    @cached_property
    def shown(self) -> tuple[HeadMask, ...]:
        """Every head's mask in the layer looked at; layers that were not chosen stay causal."""
        if self.settings["layer"] in self.settings["layers"]:
            return self.heads
        return (causal_mask(self.sight),) * len(self.heads)

    @property
    def mask(self) -> HeadMask:
        """The mask of the head looked at, in the layer looked at."""
        return self.shown[self.head]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens as one reads them, without the mark for a space before the word."""
        return tuple(t[1:] if t.startswith("·") and len(t) > 1 else t for t in self.tokens)

    @property
    def ids(self) -> Tensor:
        return self.batch.ids[self.row]

    @property
    def real(self) -> Tensor:
        return self.batch.real[self.row]

    @property
    def layer(self) -> LayerTrace:
        return self.run.layers[self.settings["layer"]]

    @property
    def trace(self) -> Trace:
        return self.layer.attention

    @cached_property
    def locked(self) -> tuple[int, int]:
        """The locked cell (query, key) in positions; when none is, the last real token twice."""
        last = int(self.real.nonzero()[-1]) if self.real.any() else self.sight.keys - 1
        q, k = self.settings.locked or (last, last)
        first = self.sight.offset
        return min(max(q, first), self.sight.keys - 1), min(k, self.sight.keys - 1)


def token_facts(settings: Settings, batch: Batch, row: int, labels: tuple[str, ...]) -> Facts:
    """What each token is: real, special, secret, and its level 0 to 3."""
    text, spans = batch.texts[row], batch.spans[row]
    picked = settings.picks
    secret = np.array(spans_to_tokens(find_secrets(text, settings["secret_kinds"]), spans))
    secret[[p for p in picked.get("secret", ()) if p < len(secret)]] ^= 1
    level = np.zeros(len(labels), dtype=int)
    by_hand = {n: picked[f"level_{n}"] for n in (1, 2, 3) if f"level_{n}" in picked}
    if by_hand:
        for n, positions in by_hand.items():
            level[[p for p in positions if p < len(level)]] = n
    else:
        for kind, n in LEVEL_OF.items():
            found = np.array(spans_to_tokens(find_secrets(text, (kind,)), spans))
            level = np.maximum(level, n * found)
    return {
        "real": batch.real[row].numpy(),
        "special": np.array(special_tokens(labels, settings["special_kinds"])),
        "secret": secret,
        "level": level,
    }


def layer_masks(
    settings: Settings, heads: tuple[HeadMask, ...], sight: Sight, layers: int
) -> Tensor:
    """Every layer's mask over all tokens, bool (layer, 1, head, token, token).

    Layers that were not chosen stay causal, and so do queries that are not looked at: they were
    read before, like entries of a cache.
    """
    own = own_mask(torch.from_numpy(sight.facts["real"]))
    chosen = own.repeat(len(heads), 1, 1)
    for head, mask in enumerate(heads):
        chosen[head, sight.offset :] = torch.from_numpy(mask.allowed)
    masks = [chosen if n in settings["layers"] else own.expand_as(chosen) for n in range(layers)]
    return torch.stack(masks)[:, None]


def make_view(settings: Settings, shipped: Shipped) -> View:
    """Tokenize, build every head's mask, run the model with them and without them.

    The recipe holds in every layer, the mask in those that were chosen.
    """
    batch = make_batch(settings, shipped)
    row = min(settings["row"], settings["texts"]) - 1
    labels = tuple(shipped.tokenizer.labels(batch.ids[row].tolist()))
    keys = len(labels)
    queries = min(settings["queries"] or keys, keys)
    sight = Sight(queries, keys, token_facts(settings, batch, row, labels))
    slots = range(shipped.shape.heads)
    if settings["each"]:
        heads = tuple(head_mask(settings, str(slot), sight) for slot in slots)
    else:
        heads = (head_mask(settings, "all", sight),) * len(slots)
    allowed = layer_masks(settings, heads, sight, shipped.shape.layers).to(shipped.device)
    ids, real = batch.ids[row], batch.real[row]
    run = shipped.model.run(ids[None].to(shipped.device), allowed, settings.recipe)
    plain = plain_run(shipped, tuple(ids.tolist()), tuple(real.tolist()))
    return View(settings, shipped, batch, row, labels, sight, heads, run, plain)


@lru_cache(maxsize=8)
def plain_run(shipped: Shipped, ids: tuple[int, ...], real: tuple[int, ...]) -> Run:
    """The text under the model's own causal mask; most changes leave it as it was."""
    own = own_mask(torch.tensor(real)).to(shipped.device)
    tokens = torch.tensor([ids], device=shipped.device)
    return shipped.model.run(tokens, own.expand(shipped.shape.layers, 1, 1, *own.shape), Recipe())


def own_mask(real: Tensor) -> Tensor:
    """The model's own mask, bool (token, token): causal, and no padding is read."""
    return torch.ones(len(real), len(real), dtype=torch.bool).tril() & real.bool()


def make_batch(settings: Settings, shipped: Shipped) -> Batch:
    """The texts of the settings as a padded batch; a length at the model's limit means all."""
    count, limit = settings["texts"], shipped.shape.context
    lengths = [settings[f"length_{i}"] for i in range(1, count + 1)]
    return Batch.of(
        shipped.tokenizer,
        [settings["text"], *(settings[f"text_{i}"] for i in range(2, count + 1))],
        limit=limit,
        lengths=[None if n >= limit or count == 1 else n for n in lengths],
        pad_to=settings["pad_to"],
        side=settings["pad_side"],
    )
