"""The order of the tokens: what a model's outputs do when its tokens are shuffled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.batches.given import Given, given, regions_of
from maskviz.analysis.batches.together import ROUNDING
from maskviz.analysis.view import View
from maskviz.masks.kinds import Facts
from maskviz.models import Shipped
from maskviz.models.attention import Recipe
from maskviz.models.tokenizer import START
from maskviz.turns import step


@dataclass(frozen=True)
class Moved:
    """What shuffling did to the outputs under one mask.

    kind         full, causal or yours
    differences  of the token now at each place: the largest |difference| of the numbers of its
                 output to those it had at its old place
    """

    kind: str
    title: str
    differences: tuple[float, ...]

    @property
    def most(self) -> float:
        return float(np.max(self.differences))  # NaN is the most

    @property
    def changed(self) -> tuple[int, ...]:
        """The new places of the tokens whose output is another, by more than rounding."""
        return tuple(n for n, d in enumerate(self.differences) if not d <= ROUNDING)


@dataclass(frozen=True)
class Shuffled:
    """A text in its own order and in another.

    tokens   in their own order
    order    for each new place the old one
    """

    tokens: tuple[str, ...]
    order: tuple[int, ...]
    panels: tuple[Moved, ...]

    @property
    def elsewhere(self) -> int:
        """How many tokens stand at another place than before."""
        return sum(new != old for new, old in enumerate(self.order))


@dataclass(frozen=True, eq=False)
class Carried(Mapping):
    """What each token is, carried along to its new place; `order` is that of `Shuffled`."""

    facts: Facts
    order: tuple[int, ...]

    def __getitem__(self, name: str) -> np.ndarray:
        return np.asarray(self.facts[name])[list(self.order)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)


def another_order(shipped: Shipped, ids: Sequence[int], seed: int) -> tuple[int, ...]:
    """For each new place the old one: words change places, marks such as `<s>` and [SEP] stay.

    Words stay in their sentence: the encoder has a vector for which of two sentences a token is in.
    """
    order, random = np.arange(len(ids)), np.random.default_rng(seed)
    marks = {getattr(shipped.tokenizer, name, START) for name in ("start", "end")} | {START}
    moving: list[int] = []
    for place, token in enumerate([*ids, START]):
        if token not in marks:
            moving.append(place)
        elif moving:
            order[moving] = random.permutation(moving)
            moving = []
    return tuple(order.tolist())


def shuffle(view: View, seed: int, positions: bool) -> Shuffled:
    """Run the text of a view in both orders under the full mask, a causal one and the view's own.

    Padding is left out; what a token is, its document for one, moves with it. Without positions all
    tokens have position 0: nothing is turned by RoPE, and each token gets the same learned vector.
    """
    text = view.batch.alone(view.row)
    order = another_order(view.shipped, text.ids[0].tolist(), seed)
    other = text.picked(0, order)
    (region,) = regions_of(view.settings, view.shipped, text)
    there = replace(region, facts=Carried(region.facts, order))
    yours = [
        given(view.settings, view.shipped, batch, [at])
        for batch, at in ((text, region), (other, there))
    ]
    if not positions:
        nowhere = torch.zeros_like(text.ids)
        yours = [replace(each, position=nowhere) for each in yours]
    n = len(order)
    every = torch.ones(n, n, dtype=torch.bool)
    pairs = {
        "full": ("Full", [under(each, every) for each in yours]),
        "causal": ("Causal", [under(each, every.tril()) for each in yours]),
    }
    if not any(same(yours, pair) for _, pair in pairs.values()):
        pairs["yours"] = (title_of(view, [title for title, _ in pairs.values()]), yours)
    panels = tuple(moved(kind, title, pair, order) for kind, (title, pair) in pairs.items())
    return Shuffled(tuple(view.shipped.tokenizer.labels(text.ids[0].tolist())), order, panels)


def title_of(view: View, taken: Sequence[str]) -> str:
    """The view's own mask by its name; several masks are never called by the name of one."""
    everywhere = len(view.settings.layers) == view.shipped.shape.layers
    if len(view.different) > 1 or not everywhere:
        return "Your masks"
    title = view.mask.title
    return f"{title}, as you set it" if title in taken else title


def under(each: Given, cells: Tensor) -> Given:
    """The same text under one mask, bool (query, key), and nothing besides."""
    allowed = cells.expand(each.shipped.shape.layers, 1, 1, *cells.shape)
    plain = Recipe()
    kept = {"divide": plain.divide, "blocking": plain.blocking, "precision": plain.precision}
    settings = each.settings.but(**kept)
    return replace(each, settings=settings, allowed=allowed, score_mods={})


def same(yours: Sequence[Given], pair: Sequence[Given]) -> bool:
    """Whether two settings do the same to the text in both its orders."""
    return all(
        one.settings.recipe == two.settings.recipe
        and not one.score_mods
        and torch.equal(one.allowed, two.allowed.expand(one.allowed.shape))
        for one, two in zip(yours, pair, strict=True)
    )


def moved(kind: str, title: str, pair: Sequence[Given], order: Sequence[int]) -> Moved:
    before, after = map(outputs, pair)
    apart = (after - before[list(order)]).abs().amax(dim=-1)
    return Moved(kind, title, tuple(apart.tolist()))


def outputs(each: Given) -> Tensor:
    """The vectors that the logits are made from, (token, d_model)."""
    step()
    return each.run().residual["self"][-1].x[0].cpu()
