"""One batch row through a model under its masks, whatever kind of model it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.models import Shipped
from maskviz.models.attention import Recipe
from maskviz.models.run import Run
from maskviz.models.score_mod import ScoreMod

Masks = Mapping[str, Tensor]  # part -> bool (layer, 1, head, query, key), True = may read
ScoreMods = Mapping[str, Sequence[ScoreMod | None]]  # part -> one a layer; a part may be missing


@dataclass(frozen=True, eq=False)
class Outcome:
    """A run, and for a translator what it wrote: `<s>` and a token a row."""

    run: Run
    answer: tuple[int, ...] = ()


def outcome(
    shipped: Shipped,
    ids: Tensor,
    allowed: Masks,
    recipe: Recipe = Recipe(),
    position: Tensor | None = None,
    score_mods: ScoreMods | None = None,
    answer: tuple[int, ...] = (),
) -> Outcome:
    """Run one text, ids and position (token,), or a batch of them, (text, token) each.

    A translator first writes its answer under the same masks, and then reads one text only; given
    `<s>` and a token a row, it reads that answer with every text.
    """
    tokens = torch.atleast_2d(ids).to(shipped.device)
    masks = {part: cells.to(shipped.device) for part, cells in allowed.items()}
    besides = {
        part: tuple(score_mod and score_mod.to(shipped.device) for score_mod in layers)
        for part, layers in (score_mods or {}).items()
    }
    if shipped.plan.writes_answer:
        if answer:
            written = torch.tensor(answer, device=shipped.device).expand(len(tokens), -1)
        else:
            steps = masks["cross"].shape[-2]
            written = shipped.model.answer(tokens, masks, recipe, steps, besides)
        run = shipped.model.run(tokens, written[:, :-1], masks, recipe, besides)
        return Outcome(run, tuple(written[0].tolist()))
    words = {} if position is None else {"position": torch.atleast_2d(position).to(shipped.device)}
    words["score_mods"] = besides.get("self", ())
    return Outcome(shipped.model.run(tokens, masks["self"], recipe, **words))


def own_cells(own: tuple[str, ...], real: Tensor, queries: int) -> Tensor:
    """The model's own mask over all tokens, bool (query, key); `real` (key,)."""
    cells = torch.ones(queries, len(real), dtype=torch.bool)
    if "causal" in own:
        cells = cells.tril()
    return cells & real.bool() if "key_padding" in own else cells


def own_masks(shipped: Shipped, real: Tensor, answer: int = 0) -> Masks:
    """What the model was trained with, for a text whose real tokens are 1; (layer, 1, 1, q, k).

    A translator writes `answer` tokens, or a whole answer.
    """
    found = {}
    for part in shipped.plan.parts:
        rows = answer or shipped.shape.answer if part.writes_answer else len(real)
        keys = torch.ones(rows) if part.reads_answer else real
        cells = own_cells(part.own, keys, rows)
        found[part.name] = cells.expand(shipped.shape.layers, 1, 1, *cells.shape)
    return found


def plain_outcome(
    shipped: Shipped, ids: Tensor, real: Tensor, position: Tensor | None = None, answer: int = 0
) -> Outcome:
    """A text under the model's own masks, ids, real and position (token,)."""
    return outcome(shipped, ids, own_masks(shipped, real, answer), Recipe(), position)
