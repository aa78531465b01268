"""A token changed: its vector in the embedding becomes another, and everything else stays."""

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import torch
from torch import Tensor, nn

from maskviz.analysis.running import outcome
from maskviz.analysis.view import View
from maskviz.models.run import Run

How = Literal["word", "noise", "NaN"]


@dataclass(frozen=True, eq=False)
class Change:
    """Tokens of a text and the vectors they get.

    Shapes: places (n,) positions in the text, vectors (n, d_model) as the table has them.
    """

    places: Tensor
    vectors: Tensor


class Replaced(nn.Module):
    """An embedding that gives some places of every text vectors of their own."""

    def __init__(self, table: nn.Embedding, change: Change):
        super().__init__()
        self.table, self.change = table, change

    @property
    def weight(self) -> Tensor:
        """The table's own, which the logits are made with."""
        return self.table.weight

    def forward(self, tokens: Tensor) -> Tensor:
        found = self.table(tokens).clone()
        found[:, self.change.places] = self.change.vectors
        return found


def with_change(model: nn.Module, change: Change) -> nn.Module:
    """The same model, its weights shared, reading some places as the change has them."""
    other = copy.copy(model)
    table = cast(nn.Embedding, model.embed)
    other._modules = {**model._modules, "embed": Replaced(table, change)}
    return other


def can_change(view: View) -> bool:
    """Whether the model reads one text with one kind of attention."""
    return not view.shipped.plan.writes_answer


def embedded(view: View, places: Sequence[int]) -> Tensor:
    """The vectors that the table has for some tokens of the text, (n, d_model)."""
    table = cast(nn.Embedding, view.shipped.model.embed)
    return table.weight[view.ids[list(places)].to(table.weight.device)].detach()


def noise(view: View, places: Sequence[int], seed: int = 0) -> Change:
    """To each token's vector noise is added that is as long as the vector itself; seeded."""
    given = embedded(view, places)
    dice = torch.Generator().manual_seed(seed)
    drawn = torch.randn(given.shape, generator=dice).to(given.device)
    length = given.norm(dim=-1, keepdim=True).clamp(min=1 / math.sqrt(given.shape[-1]))
    return Change(
        torch.tensor(list(places), device=given.device),
        given + drawn / drawn.norm(dim=-1, keepdim=True) * length,
    )


def replaced(view: View, places: Sequence[int], tokens: Sequence[int]) -> Change:
    """Each token reads as another of the vocabulary does."""
    table = cast(nn.Embedding, view.shipped.model.embed).weight
    vectors = table[torch.tensor(list(tokens), device=table.device)].detach()
    return Change(torch.tensor(list(places), device=table.device), vectors)


def not_a_number(view: View, places: Sequence[int]) -> Change:
    """Every number of the tokens' vectors is NaN."""
    given = embedded(view, places)
    return Change(torch.tensor(list(places), device=given.device), torch.full_like(given, math.nan))


def changed_run(view: View, change: Change) -> Run:
    """The run of a view with the change: same masks, recipe, score mods and positions."""
    shipped = replace(view.shipped, model=with_change(view.shipped.model, change))
    recipe, besides = view.settings.recipe, view.score_mods
    return outcome(shipped, view.ids, view.allowed, recipe, view.position, besides).run
